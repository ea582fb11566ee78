package io.rtoto.rules.sandbox;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
 */
public final class BytecodeCheck {
  private static final List<String> NOT_THEIRS =
      List.of("java/", "javax/", "jdk/", "sun/", "org/drools/", "org/kie/", "io/rtoto/");

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
    Set<String> own =
        classes.keySet().stream()
            .map(name -> name.replace('.', '/'))
            .collect(Collectors.toUnmodifiableSet());
    return classes.entrySet().stream()
        .map(entry -> Map.entry(entry.getKey(), forbiddenIn(entry.getKey(), entry.getValue(), own)))
        .filter(entry -> !entry.getValue().isEmpty())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Set<String> forbiddenIn(String name, byte[] code, Set<String> own) {
    Reading reading = new Reading(own);
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
    private final Set<String> own;
    private final Set<String> forbidden = new TreeSet<>();

    Reading(Set<String> own) {
      super(Opcodes.ASM9);
      this.own = own;
    }

    void forbid(String what) {
      forbidden.add(what.replace('/', '.'));
    }

    void call(String owner, String member) {
      // A clone of an array, which every enum has.
      boolean ofArray = owner.startsWith("[") && member.equals("clone");
      if (!ofArray && !own.contains(owner) && !AllowedCalls.allows(owner, member)) {
        forbid(owner + "." + member);
      }
    }

    void type(Type type) {
      Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
      if (element.getSort() == Type.OBJECT
          && !own.contains(element.getInternalName())
          && !AllowedCalls.allowsType(element.getInternalName())) {
        forbid(element.getInternalName());
      }
    }

    void constant(Object value) {
      if (value instanceof Type type && type.getSort() != Type.METHOD) {
        type(type);
      } else if (value instanceof Handle handle) {
        call(handle.getOwner(), handle.getName());
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
      if (superName != null) {
        type(Type.getObjectType(superName));
      }
      if (interfaces != null) {
        for (String each : interfaces) {
          type(Type.getObjectType(each));
        }
      }
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if ((access & Opcodes.ACC_NATIVE) != 0 || name.equals("finalize")) {
        forbid("method " + name);
      }
      return new MethodReading(this, name.equals("<clinit>"));
    }
  }

  private static final class MethodReading extends MethodVisitor {
    private final Reading reading;
    private final boolean initializer;
    private final Set<Label> passed = new HashSet<>();

    MethodReading(Reading reading, boolean initializer) {
      super(Opcodes.ASM9);
      this.reading = reading;
      this.initializer = initializer;
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
    }

    /** A jump back is a loop, which nothing would end: a rule has no use for one. */
    private void jump(Label target) {
      if (passed.contains(target)) {
        reading.forbid("a loop");
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
      reading.call(owner, name);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      // What is kept in a static field would be remembered from one customer to the next.
      if (opcode == Opcodes.PUTSTATIC && !initializer) {
        reading.forbid("a write to " + owner + "." + name);
      }
      reading.call(owner, name);
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
      }
      for (Object argument : arguments) {
        reading.constant(argument);
      }
    }
  }
}
