package io.rtoto.rules.sandbox;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Which facts compiled rules ask, and whether those are there: rules that were compiled against
 * other facts would fail one by one, each at the first moment that it is asked.
 */
public final class FactCalls {
  private static final String FACTS = "io/rtoto/rules/facts/";

  private FactCalls() {}

  /**
   * What these classes call of facts that are not there, or have no such field.
   *
   * @param classes bytecode by class name, which {@link BytecodeCheck} has let through
   * @param host where facts are found
   * @return such as {@code CartAbandoned.items}, sorted; empty when all is well
   */
  public static Set<String> missingIn(Map<String, byte[]> classes, ClassLoader host) {
    Set<String> missing = new TreeSet<>();
    for (byte[] code : classes.values()) {
      new ClassReader(code)
          .accept(new Calls(host, missing), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    }
    return missing;
  }

  private static final class Calls extends ClassVisitor {
    private final ClassLoader host;
    private final Set<String> missing;

    Calls(ClassLoader host, Set<String> missing) {
      super(Opcodes.ASM9);
      this.host = host;
      this.missing = missing;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String its, boolean isInterface) {
          require(owner, called, its);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
          require(type, "", "");
        }

        @Override
        public void visitInvokeDynamicInsn(
            String function, String its, Handle bootstrap, Object... arguments) {
          for (Object argument : arguments) {
            if (argument instanceof Handle called) {
              require(called.getOwner(), called.getName(), called.getDesc());
            }
          }
        }
      };
    }

    private void require(String owner, String member, String descriptor) {
      if (owner.startsWith(FACTS)) {
        String fact = owner.substring(FACTS.length()).replace('$', '.');
        Class<?> type = typeOf(owner);
        if (type == null) {
          missing.add(fact);
        } else if (!member.isEmpty() && !has(type, member, descriptor)) {
          missing.add(fact + (member.equals("<init>") ? descriptor : "." + member));
        }
      }
    }

    private @Nullable Class<?> typeOf(String owner) {
      try {
        return Class.forName(owner.replace('/', '.'), false, host);
      } catch (ClassNotFoundException e) {
        return null;
      }
    }

    private static boolean has(Class<?> type, String member, String descriptor) {
      return Stream.concat(
              Arrays.stream(type.getConstructors())
                  .filter(constructor -> member.equals("<init>"))
                  .map(Type::getConstructorDescriptor),
              Arrays.stream(type.getMethods())
                  .filter(method -> method.getName().equals(member))
                  .map(Type::getMethodDescriptor))
          .anyMatch(descriptor::equals);
    }
  }
}
