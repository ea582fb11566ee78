package io.rtoto.rules.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The classes of a bundle: what each has of its own, and whom it inherits the rest from. Names are
 * as in bytecode.
 */
final class OwnClasses {
  private final Map<String, Declared> byName = new HashMap<>();

  /**
   * Reads what they declare. What cannot be read declares nothing.
   *
   * @param classes bytecode by class name
   */
  OwnClasses(Map<String, byte[]> classes) {
    classes.forEach(
        (name, code) -> {
          Declared declared = new Declared();
          byName.put(name.replace('.', '/'), declared);
          try {
            new ClassReader(code).accept(declared, ClassReader.SKIP_CODE);
          } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // BytecodeCheck reads it again, and tells.
            declared.members.clear();
          }
        });
  }

  /** Whether that class is of the bundle. */
  boolean have(String type) {
    return byName.containsKey(type);
  }

  /** Whether that class of the bundle has that field itself. */
  boolean haveField(String owner, String name, String descriptor) {
    Declared own = byName.get(owner);
    return own != null && own.members.contains(member(name, descriptor));
  }

  /**
   * Whether a rule may call that method, or read that field: the bundle has it, or it is allowed of
   * the class that it is inherited from.
   */
  boolean allow(String owner, String name, String descriptor) {
    for (String each : lineage(owner)) {
      Declared own = byName.get(each);
      if (own == null
          ? AllowedCalls.allows(each, name)
          : own.members.contains(member(name, descriptor))) {
        return true;
      }
    }
    return false;
  }

  /** The class, and all that it inherits from as far as the bundle tells. */
  private Set<String> lineage(String owner) {
    Set<String> lineage = new LinkedHashSet<>();
    Deque<String> ahead = new ArrayDeque<>(List.of(owner));
    while (!ahead.isEmpty()) {
      Declared own = byName.get(ahead.peek());
      // Bytecode may claim that two inherit from each other.
      if (lineage.add(ahead.remove()) && own != null) {
        ahead.addAll(own.parents);
      }
    }
    return lineage;
  }

  private static String member(String name, String descriptor) {
    return name + " " + descriptor;
  }

  private static final class Declared extends ClassVisitor {
    private final List<String> parents = new ArrayList<>();
    private final Set<String> members = new HashSet<>();

    Declared() {
      super(Opcodes.ASM9);
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
        parents.add(superName);
      }
      if (interfaces != null) {
        parents.addAll(List.of(interfaces));
      }
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      members.add(member(name, descriptor));
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      members.add(member(name, descriptor));
      return null;
    }
  }
}
