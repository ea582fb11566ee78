package io.rtoto.rules.sandbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves {@link Guard#tick} into rules: before every jump back, and where a method begins that
 * calls more than one other of the bundle. {@link BytecodeCheck} lets no jump back in, so that of
 * what RTOTO compiles only what runs once, when rules are loaded, is woven at all: this is the net
 * below it. A class without such a place stays as it is.
 */
public final class GuardWeaver {
  private static final String FUNCTIONS = "org/drools/model/functions/";
  private static final String GUARD = Type.getInternalName(Guard.class);

  private GuardWeaver() {}

  /**
   * These classes, with the guard in them.
   *
   * @param classes bytecode by class name, which {@link BytecodeCheck} has let through
   */
  public static Map<String, byte[]> woven(Map<String, byte[]> classes) {
    Set<String> own = new HashSet<>();
    classes.keySet().forEach(name -> own.add(name.replace('.', '/')));
    Map<String, byte[]> woven = new HashMap<>();
    classes.forEach((name, code) -> woven.put(name, woven(code, own)));
    return woven;
  }

  private static byte[] woven(byte[] code, Set<String> own) {
    ClassReader reader = new ClassReader(code);
    Places places = new Places(own);
    reader.accept(places, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    if (places.methods.isEmpty() && !places.goesRound) {
      return code;
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new Weaving(writer, places.methods), 0);
    return writer.toByteArray();
  }

  /** Where a class is to be woven. */
  private static final class Places extends ClassVisitor {
    private final Set<String> own;
    private final Set<String> methods = new HashSet<>();
    private boolean goesRound;

    Places(Set<String> own) {
      super(Opcodes.ASM9);
      this.own = own;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new BackwardJumps() {
        private int calls;

        @Override
        void jumpsBack() {
          goesRound = true;
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String its, boolean isInterface) {
          if ((own.contains(owner) || owner.startsWith(FUNCTIONS)) && ++calls > 1) {
            methods.add(name + descriptor);
          }
        }
      };
    }
  }

  private static final class Weaving extends ClassVisitor {
    private final Set<String> methods;

    Weaving(ClassVisitor next, Set<String> methods) {
      super(Opcodes.ASM9, next);
      this.methods = methods;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new BackwardJumps(super.visitMethod(access, name, descriptor, signature, exceptions)) {
        @Override
        void jumpsBack() {
          super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, Guard.TICK, "()V", false);
        }

        @Override
        public void visitCode() {
          super.visitCode();
          if (methods.contains(name + descriptor)) {
            jumpsBack();
          }
        }
      };
    }
  }

  /** Tells of a jump back before it is passed on. */
  private abstract static class BackwardJumps extends MethodVisitor {
    private final Set<Label> passed = new HashSet<>();

    /** Looks only. */
    BackwardJumps() {
      super(Opcodes.ASM9);
    }

    /** Passes on what it sees. */
    BackwardJumps(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    abstract void jumpsBack();

    private void jump(Label... targets) {
      for (Label target : targets) {
        if (passed.contains(target)) {
          jumpsBack();
          return;
        }
      }
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      jump(label);
      super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
      jump(otherwise);
      jump(labels);
      super.visitTableSwitchInsn(min, max, otherwise, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
      jump(otherwise);
      jump(labels);
      super.visitLookupSwitchInsn(otherwise, keys, labels);
    }
  }
}
