package io.rtoto.rules.sandbox;

import java.util.function.Consumer;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reads a method for the lengths of the arrays that it makes: a small constant, or the length of an
 * array that is there, as compilers write the {@code values()} of an enum.
 */
final class ArrayLengths extends MethodVisitor {
  private final Consumer<String> forbid;
  private boolean bounded;
  private boolean copied;

  /** Passes on what it reads. */
  ArrayLengths(MethodVisitor next, Consumer<String> forbid) {
    super(Opcodes.ASM9, next);
    this.forbid = forbid;
  }

  private void constant(int length) {
    bounded = length <= BytecodeCheck.MOST_ELEMENTS;
    copied = false;
  }

  private void anythingElse() {
    bounded = false;
    copied = false;
  }

  private void array() {
    if (!bounded) {
      forbid.accept("an array without a limit");
    }
    anythingElse();
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.ICONST_M1 && opcode <= Opcodes.ICONST_5) {
      constant(opcode - Opcodes.ICONST_0);
    } else if (opcode == Opcodes.ARRAYLENGTH) {
      bounded = true;
      copied = false;
    } else if (opcode == Opcodes.DUP && bounded) {
      copied = true;
    } else {
      anythingElse();
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    if (opcode == Opcodes.NEWARRAY) {
      array();
    } else {
      constant(operand);
    }
    super.visitIntInsn(opcode, operand);
  }

  /** A copy may be put aside. */
  @Override
  public void visitVarInsn(int opcode, int variable) {
    bounded = copied && opcode == Opcodes.ISTORE;
    copied = false;
    super.visitVarInsn(opcode, variable);
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.ANEWARRAY) {
      array();
    } else {
      anythingElse();
    }
    super.visitTypeInsn(opcode, type);
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    forbid.accept("an array of arrays");
    super.visitMultiANewArrayInsn(descriptor, dimensions);
  }

  @Override
  public void visitLdcInsn(Object value) {
    if (value instanceof Integer length) {
      constant(length);
    } else {
      anythingElse();
    }
    super.visitLdcInsn(value);
  }

  @Override
  public void visitLabel(Label label) {
    // Whoever jumps here may have put another length there. Lines begin with labels too, but no
    // compiler begins one between a length and its array.
    anythingElse();
    super.visitLabel(label);
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    anythingElse();
    super.visitIincInsn(variable, increment);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    anythingElse();
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    anythingElse();
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    anythingElse();
    super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    anythingElse();
    super.visitJumpInsn(opcode, label);
  }
}
