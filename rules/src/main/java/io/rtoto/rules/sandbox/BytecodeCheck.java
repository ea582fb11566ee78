package io.rtoto.rules.sandbox;

import io.rtoto.rules.sandbox.OwnCalls.Method;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Reads the bytecode of compiled rules, before any of it is loaded, for calls that rules may not
 * make. What is not allowed is forbidden.
 *
 * <p>Nothing in it goes round: no jump leads back, and no method of the bundle comes back to
 * itself, neither by calls that the bytecode names nor by way of the platform, which is given
 * nothing to call. Nothing in it catches what is thrown, for that may be what ends it. Nothing in
 * it grows beyond what is written: no text is joined to another, and an array is as long as one
 * that is there, or has at most {@value #MOST_ELEMENTS} elements. Nothing in it waits, locks, or
 * keeps what it was asked: what every object inherits is forbidden under the names of the bundle's
 * own classes, too; and an array is written by the method that made it alone. Not looked for is how
 * much is done without going round: calls that each call twice may add up. The rule language cannot
 * write that; whoever may write to the topic of the rules could, and there {@link Guard} ends it.
 */
public final class BytecodeCheck {
  /** A moment's rules stand in one array; a library has at most half as many. */
  static final int MOST_ELEMENTS = 1_000;

  private static final List<String> NOT_THEIRS =
      List.of("java/", "javax/", "jdk/", "sun/", "org/drools/", "org/kie/", "io/rtoto/");

  /** By these the platform, or a collection, would call back. */
  private static final Set<String> CALLED_BACK =
      Set.of("finalize", "toString", "equals", "hashCode");

  /** Who holds what all share may hold up all who wait for it. */
  private static final String A_LOCK = "a lock";

  private BytecodeCheck() {}

  /**
   * What these classes reach for and may not.
   *
   * @param classes bytecode by class name
   * @return such as {@code java.lang.System.exit}, sorted; empty when all is well
   */
  public static List<String> forbiddenIn(Map<String, byte[]> classes) {
    return forbiddenByClass(classes).values().stream()
        .flatMap(Set::stream)
        .distinct()
        .sorted()
        .toList();
  }

  /** The same by the name of the class; a harmless class is not in it. */
  public static Map<String, Set<String>> forbiddenByClass(Map<String, byte[]> classes) {
    OwnClasses own = new OwnClasses(classes);
    OwnCalls calls = new OwnCalls();
    Map<String, Set<String>> forbidden = new TreeMap<>();
    classes.forEach((name, code) -> forbidden.put(name, forbiddenIn(name, code, own, calls)));
    for (String owner : calls.ownersOfCycles()) {
      forbidden
          .computeIfAbsent(owner.replace('/', '.'), name -> new TreeSet<>())
          .add("a method that calls itself");
    }
    forbidden.values().removeIf(Set::isEmpty);
    return Collections.unmodifiableMap(forbidden);
  }

  private static Set<String> forbiddenIn(String name, byte[] code, OwnClasses own, OwnCalls calls) {
    Reading reading = new Reading(own, calls);
    if (NOT_THEIRS.stream().anyMatch(name.replace('.', '/')::startsWith)) {
      reading.forbid("the name " + name);
    }
    try {
      new ClassReader(code).accept(reading, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // ASM's answer to bytes that are no class file, or one of a future version.
      reading.forbid("unreadable bytecode of " + name);
    }
    return reading.forbidden;
  }

  private static final class Reading extends ClassVisitor {
    private final OwnClasses own;
    private final OwnCalls calls;
    private final Set<String> forbidden = new TreeSet<>();
    private String className = "";

    Reading(OwnClasses own, OwnCalls calls) {
      super(Opcodes.ASM9);
      this.own = own;
      this.calls = calls;
    }

    void forbid(String what) {
      forbidden.add(what.replace('/', '.'));
    }

    void call(String owner, String member, String descriptor) {
      // A clone of an array, which every enum has.
      boolean ofArray = owner.startsWith("[") && member.equals("clone");
      if (!ofArray && !own.allow(owner, member, descriptor)) {
        forbid(owner + "." + member);
      }
    }

    /**
     * What is kept in a field would be remembered from one customer to the next, for who is called
     * by the engine lives as long as the version. So a class writes its own fields alone, while it
     * is made or one of it is.
     */
    void write(boolean shared, String owner, String field, String descriptor, String method) {
      if (!method.equals(shared ? "<clinit>" : "<init>")
          || !owner.equals(className)
          || !own.haveField(owner, field, descriptor)) {
        forbid("a write to " + owner + "." + field);
      }
    }

    void type(Type type) {
      Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
      if (element.getSort() == Type.OBJECT
          && !own.have(element.getInternalName())
          && !AllowedCalls.allowsType(element.getInternalName())) {
        forbid(element.getInternalName());
      }
    }

    void constant(Object value) {
      if (value instanceof Type type && type.getSort() != Type.METHOD) {
        type(type);
      } else if (value instanceof Handle handle) {
        if (handle.getTag() == Opcodes.H_PUTFIELD || handle.getTag() == Opcodes.H_PUTSTATIC) {
          forbid("a write to " + handle.getOwner() + "." + handle.getName());
        } else if (handle.getOwner().equals(OwnWrites.COPIER)) {
          // Nobody knows into which array it would copy.
          forbid(handle.getOwner() + "." + handle.getName());
        } else {
          call(handle.getOwner(), handle.getName(), handle.getDesc());
        }
      } else if (value instanceof ConstantDynamic dynamic) {
        forbid("the dynamic constant " + dynamic.getName());
      }
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      className = name;
      if (superName != null && !own.have(superName) && !AllowedCalls.allowsSuper(superName)) {
        forbid("a class that extends " + superName);
      }
      if (interfaces != null) {
        for (String each : interfaces) {
          function(Type.getObjectType(each));
        }
      }
    }

    /** What is made of a rule is called by the engine, and by nobody else. */
    void function(Type type) {
      if (type.getSort() == Type.OBJECT
          && !own.have(type.getInternalName())
          && !AllowedCalls.allowsFunction(type.getInternalName())) {
        forbid("a class that stands for " + type.getInternalName());
      }
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if ((access & Opcodes.ACC_NATIVE) != 0 || CALLED_BACK.contains(name)) {
        forbid("method " + name);
      }
      if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
        forbid(A_LOCK);
      }
      Method method = new Method(className, name, descriptor);
      return new OwnWrites(
          access,
          method,
          new ArrayLengths(new MethodReading(this, method), this::forbid),
          this::forbid);
    }
  }

  private static final class MethodReading extends MethodVisitor {
    private final Reading reading;
    private final Method method;
    private final Set<Label> passed = new HashSet<>();

    MethodReading(Reading reading, Method method) {
      super(Opcodes.ASM9);
      this.reading = reading;
      this.method = method;
      reading.calls.define(method);
    }

    /** What is caught could be the end that {@link Guard} puts to it: a rule has no use for one. */
    @Override
    public void visitTryCatchBlock(
        Label start, Label end, Label handler, @Nullable String exception) {
      reading.forbid("a catch");
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
    }

    /** Where a subroutine of old returns to, no label tells. */
    @Override
    public void visitVarInsn(int opcode, int variable) {
      if (opcode == Opcodes.RET) {
        reading.forbid("a subroutine");
      }
    }

    /** A jump back is a loop, which nothing would end: a rule has no use for one. */
    private void jump(Label target) {
      if (passed.contains(target)) {
        reading.forbid("a loop");
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
        reading.forbid(A_LOCK);
      }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      jump(label);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
      jump(otherwise);
      List.of(labels).forEach(this::jump);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
      jump(otherwise);
      List.of(labels).forEach(this::jump);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      reading.call(owner, name, descriptor);
      reading.calls.call(method, new Method(owner, name, descriptor));
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      if (opcode == Opcodes.PUTSTATIC || opcode == Opcodes.PUTFIELD) {
        reading.write(opcode == Opcodes.PUTSTATIC, owner, name, descriptor, method.name());
      } else {
        reading.call(owner, name, descriptor);
      }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      reading.type(Type.getObjectType(type));
    }

    @Override
    public void visitLdcInsn(Object value) {
      reading.constant(value);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      if (!AllowedCalls.allowsBootstrap(bootstrap.getOwner())) {
        reading.forbid(bootstrap.getOwner() + "." + bootstrap.getName());
      } else if (AllowedCalls.joinsTexts(bootstrap.getOwner())) {
        // Of one text and constants: the engine's generated messages. Of two it could double.
        if (Type.getArgumentTypes(descriptor).length > 1) {
          reading.forbid("a text joined to another");
        }
      } else {
        reading.function(Type.getReturnType(descriptor));
      }
      for (Object argument : arguments) {
        reading.constant(argument);
      }
      if (arguments.length > 1
          && arguments[0] instanceof Type function
          && arguments[1] instanceof Handle body) {
        reading.calls.lambda(
            name,
            function.getDescriptor(),
            new Method(body.getOwner(), body.getName(), body.getDesc()));
      }
    }
  }
}
