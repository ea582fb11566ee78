package io.rtoto.rules.sandbox;

import io.rtoto.rules.sandbox.OwnCalls.Method;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;

/**
 * Reads a method for writes to what it did not make itself: an array, or the field of an object,
 * may live as long as the version, and what is written there would be remembered from one customer
 * to the next. A constructor writes the fields of the object that it makes; and what compilers need
 * of arrays, such as the arguments of a call with any number of them, is made and filled in one
 * method.
 */
final class OwnWrites extends MethodNode {
  /** Of its methods, rules may call only the one that copies arrays. */
  static final String COPIER = "java/lang/System";

  private static final String TO_AN_ARRAY = "a write to an array from elsewhere";

  private final Method method;
  private final MethodVisitor next;
  private final Consumer<String> forbid;

  /** Passes on what it reads, at its end. */
  OwnWrites(int access, Method method, MethodVisitor next, Consumer<String> forbid) {
    super(Opcodes.ASM9, access, method.name(), method.descriptor(), null, null);
    this.method = method;
    this.next = next;
    this.forbid = forbid;
  }

  @Override
  public void visitEnd() {
    if (writes()) {
      try {
        new Analyzer<>(new Origins()).analyze(method.owner(), this);
      } catch (AnalyzerException e) {
        // What cannot be followed would not pass the JVM either.
        forbid.accept("unreadable bytecode of " + method.owner());
      }
    }
    accept(next);
  }

  private boolean writes() {
    for (AbstractInsnNode instruction : instructions) {
      int opcode = instruction.getOpcode();
      if (opcode == Opcodes.PUTFIELD
          || (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE)
          || isCopy(instruction)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isCopy(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call && call.owner.equals(COPIER);
  }

  /** Knows of each value whether it is made here. */
  private final class Origins extends BasicInterpreter {
    /** No other value has a type of its own. */
    private static final BasicValue MADE_HERE = new BasicValue(Type.getObjectType("made here"));

    private static final BasicValue THIS = new BasicValue(Type.getObjectType("this"));

    Origins() {
      super(Opcodes.ASM9);
    }

    @Override
    public BasicValue newParameterValue(boolean ofObject, int local, Type type) {
      return ofObject && local == 0 ? THIS : super.newParameterValue(ofObject, local, type);
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // which value it is, not of which type
    public @Nullable BasicValue binaryOperation(
        AbstractInsnNode instruction, BasicValue one, BasicValue other) throws AnalyzerException {
      if (instruction instanceof FieldInsnNode field && one != THIS) {
        forbid.accept("a write to " + field.owner + "." + field.name);
      }
      return super.binaryOperation(instruction, one, other);
    }

    @Override
    public @Nullable BasicValue unaryOperation(AbstractInsnNode instruction, BasicValue value)
        throws AnalyzerException {
      int opcode = instruction.getOpcode();
      return opcode == Opcodes.NEWARRAY || opcode == Opcodes.ANEWARRAY
          ? MADE_HERE
          : super.unaryOperation(instruction, value);
    }

    /** Of what is copied, the third argument is written to. */
    @Override
    @SuppressWarnings("ReferenceEquality") // which value it is, not of which type
    public @Nullable BasicValue naryOperation(
        AbstractInsnNode instruction, List<? extends BasicValue> arguments)
        throws AnalyzerException {
      if (isCopy(instruction) && (arguments.size() < 3 || arguments.get(2) != MADE_HERE)) {
        forbid.accept(TO_AN_ARRAY);
      }
      return super.naryOperation(instruction, arguments);
    }

    /** The three are an array, a place in it, and what is written there. */
    @Override
    @SuppressWarnings("ReferenceEquality") // which value it is, not of which type
    public @Nullable BasicValue ternaryOperation(
        AbstractInsnNode instruction, BasicValue array, BasicValue place, BasicValue written)
        throws AnalyzerException {
      if (array != MADE_HERE) {
        forbid.accept(TO_AN_ARRAY);
      }
      return super.ternaryOperation(instruction, array, place, written);
    }
  }
}
