package io.rtoto.rules.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Bytecode that no compiler of ours writes, planted: nothing in it may go round, or reach out. */
final class BytecodeCheckTest {
  private static final String PLANT = "retail/Plant";
  private static final String FUNCTION = "org/drools/model/functions/Function1";
  private static final String APPLY = "(Ljava/lang/Object;)Ljava/lang/Object;";
  private static final String COPY = "(Ljava/lang/Object;ILjava/lang/Object;II)V";
  private static final String TO_AN_ARRAY = "a write to an array from elsewhere";
  private static final String CALLS_ITSELF = "a method that calls itself";

  @Test
  void letsAMethodCallAnotherThatEnds() {
    Map<String, byte[]> plant =
        plant(
            method("first", code -> callStatic(code, "second")),
            method("second", code -> code.visitInsn(Opcodes.NOP)));
    assertThat(BytecodeCheck.forbiddenIn(plant)).isEmpty();
  }

  @Test
  void refusesAMethodThatCallsItself() {
    Map<String, byte[]> plant = plant(method("first", code -> callStatic(code, "first")));
    assertThat(BytecodeCheck.forbiddenByClass(plant))
        .containsOnlyKeys("retail.Plant")
        .extractingByKey("retail.Plant")
        .asString()
        .isEqualTo("[" + CALLS_ITSELF + "]");
  }

  @Test
  void refusesMethodsThatCallEachOther() {
    Map<String, byte[]> plant =
        plant(
            method("first", code -> callStatic(code, "second")),
            method("second", code -> callStatic(code, "third")),
            method("third", code -> callStatic(code, "first")));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly(CALLS_ITSELF);
  }

  @Test
  void refusesAConstructorThatMakesAnotherOfItsKind() {
    Map<String, byte[]> plant =
        plant(
            writer ->
                write(
                    writer,
                    Opcodes.ACC_PUBLIC,
                    "<init>",
                    "()V",
                    code -> {
                      code.visitTypeInsn(Opcodes.NEW, PLANT);
                      code.visitMethodInsn(Opcodes.INVOKESPECIAL, PLANT, "<init>", "()V", false);
                      code.visitInsn(Opcodes.RETURN);
                    }));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly(CALLS_ITSELF);
  }

  @Test
  void refusesAMethodThatCallsItselfBehindAFunctionOfTheEngine() {
    Map<String, byte[]> plant =
        plant(
            writer ->
                write(
                    writer,
                    Opcodes.ACC_PUBLIC,
                    "apply",
                    APPLY,
                    code -> {
                      code.visitVarInsn(Opcodes.ALOAD, 0);
                      code.visitVarInsn(Opcodes.ALOAD, 1);
                      code.visitMethodInsn(Opcodes.INVOKEINTERFACE, FUNCTION, "apply", APPLY, true);
                      code.visitInsn(Opcodes.ARETURN);
                    }));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly(CALLS_ITSELF);
  }

  @Test
  void refusesALambdaThatCallsItself() {
    Handle metafactory =
        new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/LambdaMetafactory",
            "metafactory",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
                + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodType;"
                + "Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)"
                + "Ljava/lang/invoke/CallSite;",
            false);
    Handle body = new Handle(Opcodes.H_INVOKESTATIC, PLANT, "body", APPLY, false);
    Map<String, byte[]> plant =
        plant(
            writer ->
                write(
                    writer,
                    Opcodes.ACC_STATIC,
                    "body",
                    APPLY,
                    code -> {
                      code.visitInvokeDynamicInsn(
                          "apply",
                          "()L" + FUNCTION + ";",
                          metafactory,
                          Type.getMethodType(APPLY),
                          body,
                          Type.getMethodType(APPLY));
                      code.visitVarInsn(Opcodes.ALOAD, 0);
                      code.visitMethodInsn(Opcodes.INVOKEINTERFACE, FUNCTION, "apply", APPLY, true);
                      code.visitInsn(Opcodes.ARETURN);
                    }));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly(CALLS_ITSELF);
  }

  /** Also further on: it might be what ends it. */
  @Test
  void refusesACatch() {
    Label start = new Label();
    Label end = new Label();
    Map<String, byte[]> plant =
        plant(
            method(
                "tries",
                code -> {
                  code.visitTryCatchBlock(start, end, end, null);
                  code.visitLabel(start);
                  code.visitInsn(Opcodes.NOP);
                  code.visitInsn(Opcodes.RETURN);
                  code.visitLabel(end);
                  code.visitInsn(Opcodes.POP);
                }));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly("a catch");
  }

  /** A counter in an array would be kept from one customer to the next. */
  @ParameterizedTest
  @ValueSource(strings = {"[I", "[J", "[Z", "[Ljava/lang/Object;"})
  void refusesAWriteToAnArrayThatAnotherMethodMade(String type) {
    Map<String, byte[]> plant =
        plant(
            writer -> writer.visitField(Opcodes.ACC_STATIC, "ours", type, null, null).visitEnd(),
            method(
                "counts",
                code -> {
                  code.visitFieldInsn(Opcodes.GETSTATIC, PLANT, "ours", type);
                  write(code, type);
                }));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly(TO_AN_ARRAY);
  }

  @Test
  void refusesAWriteToAnArrayThatMayBeFromElsewhere() {
    Label other = new Label();
    Label both = new Label();
    Map<String, byte[]> plant =
        plant(
            writer -> writer.visitField(Opcodes.ACC_STATIC, "ours", "[I", null, null).visitEnd(),
            method(
                "counts",
                code -> {
                  code.visitInsn(Opcodes.ICONST_0);
                  code.visitJumpInsn(Opcodes.IFEQ, other);
                  code.visitInsn(Opcodes.ICONST_1);
                  code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_INT);
                  code.visitJumpInsn(Opcodes.GOTO, both);
                  code.visitLabel(other);
                  code.visitFieldInsn(Opcodes.GETSTATIC, PLANT, "ours", "[I");
                  code.visitLabel(both);
                  write(code, "[I");
                }));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly(TO_AN_ARRAY);
  }

  /** The constructor of one object could count in the field of another, which is kept. */
  @Test
  void refusesAConstructorThatWritesToAnotherObjectOfItsKind() {
    Map<String, byte[]> plant =
        plant(
            writer -> writer.visitField(0, "own", "I", null, null).visitEnd(),
            writer ->
                write(
                    writer,
                    Opcodes.ACC_PUBLIC,
                    "<init>",
                    "(L" + PLANT + ";)V",
                    code -> {
                      code.visitVarInsn(Opcodes.ALOAD, 1);
                      code.visitInsn(Opcodes.ICONST_1);
                      code.visitFieldInsn(Opcodes.PUTFIELD, PLANT, "own", "I");
                      code.visitInsn(Opcodes.RETURN);
                    }));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly("a write to retail.Plant.own");
  }

  @Test
  void refusesACopyIntoAnArrayThatAnotherMethodMade() {
    Map<String, byte[]> plant =
        plant(
            writer -> writer.visitField(Opcodes.ACC_STATIC, "ours", "[I", null, null).visitEnd(),
            method(
                "copies",
                code ->
                    copy(code, () -> code.visitFieldInsn(Opcodes.GETSTATIC, PLANT, "ours", "[I"))));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly(TO_AN_ARRAY);
  }

  /** As an enum hands out its values. */
  @Test
  void letsAMethodCopyIntoAnArrayThatItMade() {
    Map<String, byte[]> plant =
        plant(
            method(
                "copies",
                code ->
                    copy(
                        code,
                        () -> {
                          code.visitInsn(Opcodes.ICONST_1);
                          code.visitIntInsn(Opcodes.NEWARRAY, Opcodes.T_INT);
                        })));
    assertThat(BytecodeCheck.forbiddenIn(plant)).isEmpty();
  }

  @Test
  void refusesAHandleThatCopies() {
    Map<String, byte[]> plant =
        plant(
            method(
                "copies",
                code ->
                    code.visitLdcInsn(
                        new Handle(
                            Opcodes.H_INVOKESTATIC,
                            "java/lang/System",
                            "arraycopy",
                            COPY,
                            false))));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly("java.lang.System.arraycopy");
  }

  /** As compilers hand over any number of arguments. */
  @Test
  void letsAMethodFillAnArrayThatItMade() {
    Map<String, byte[]> plant =
        plant(
            method(
                "fills",
                code -> {
                  code.visitInsn(Opcodes.ICONST_1);
                  code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
                  code.visitInsn(Opcodes.DUP);
                  write(code, "[Ljava/lang/Object;");
                  code.visitVarInsn(Opcodes.ASTORE, 1);
                  code.visitVarInsn(Opcodes.ALOAD, 1);
                  write(code, "[Ljava/lang/Object;");
                }));
    assertThat(BytecodeCheck.forbiddenIn(plant)).isEmpty();
  }

  @Test
  void refusesASubroutine() {
    Map<String, byte[]> plant = plant(method("old", code -> code.visitVarInsn(Opcodes.RET, 1)));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly("a subroutine");
  }

  /** What every object inherits is called by the name of a class of the bundle, too. */
  @ParameterizedTest
  @CsvSource({
    "wait, ()V",
    "wait, (J)V",
    "notify, ()V",
    "notifyAll, ()V",
    "getClass, ()Ljava/lang/Class;",
    "clone, ()Ljava/lang/Object;",
    "getDeclaringClass, ()Ljava/lang/Class;"
  })
  void refusesWhatItsOwnClassesInherit(String name, String descriptor) {
    for (String owner : List.of(PLANT, FUNCTION, "io/rtoto/rules/facts/Customer")) {
      Map<String, byte[]> plant =
          plant(
              method(
                  "calls",
                  code ->
                      code.visitMethodInsn(
                          Opcodes.INVOKEVIRTUAL, owner, name, descriptor, owner.equals(FUNCTION))));
      assertThat(BytecodeCheck.forbiddenIn(plant))
          .containsExactly(owner.replace('/', '.') + "." + name);
    }
  }

  @Test
  void refusesAMemberThatItsOwnClassDoesNotHave() {
    ClassWriter alone = new ClassWriter(0);
    alone.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, PLANT, null, "java/lang/Object", null);
    method("calls", code -> callStatic(code, "elsewhere")).accept(alone);
    alone.visitEnd();
    assertThat(BytecodeCheck.forbiddenIn(Map.of("retail.Plant", alone.toByteArray())))
        .containsExactly("retail.Plant.elsewhere");
  }

  @Test
  void letsAClassCallWhatAnotherOfTheBundleHandsDown() {
    Map<String, byte[]> classes = new HashMap<>(plant(method("handed", code -> {})));
    ClassWriter heir = new ClassWriter(0);
    heir.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "retail/Heir", null, PLANT, null);
    method(
            "calls",
            code ->
                code.visitMethodInsn(Opcodes.INVOKESTATIC, "retail/Heir", "handed", "()V", false))
        .accept(heir);
    heir.visitEnd();
    classes.put("retail.Heir", heir.toByteArray());
    assertThat(BytecodeCheck.forbiddenIn(classes)).isEmpty();
  }

  @Test
  void comesToAnEndWhereClassesInheritFromEachOther() {
    Map<String, byte[]> classes = new HashMap<>();
    Map.of("retail/One", "retail/Other", "retail/Other", "retail/One")
        .forEach(
            (name, parent) -> {
              ClassWriter writer = new ClassWriter(0);
              writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, parent, null);
              method(
                      "calls",
                      code ->
                          code.visitMethodInsn(Opcodes.INVOKESTATIC, name, "nobodys", "()V", false))
                  .accept(writer);
              writer.visitEnd();
              classes.put(name.replace('/', '.'), writer.toByteArray());
            });
    assertThat(BytecodeCheck.forbiddenIn(classes))
        .containsExactly("retail.One.nobodys", "retail.Other.nobodys");
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.MONITORENTER, Opcodes.MONITOREXIT})
  void refusesALock(int opcode) {
    Map<String, byte[]> plant =
        plant(
            method(
                "locks",
                code -> {
                  code.visitInsn(Opcodes.ACONST_NULL);
                  code.visitInsn(opcode);
                }));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly("a lock");
  }

  @Test
  void refusesAMethodThatLocks() {
    Map<String, byte[]> plant =
        plant(
            writer ->
                write(
                    writer,
                    Opcodes.ACC_STATIC | Opcodes.ACC_SYNCHRONIZED,
                    "locks",
                    "()V",
                    code -> code.visitInsn(Opcodes.RETURN)));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly("a lock");
  }

  /** Whose field is written while an object, or a class, of the bundle is made. */
  @ParameterizedTest
  @CsvSource({
    "<init>, retail/Plant, own, ''",
    "<init>, retail/Plant, others, a write to retail.Plant.others",
    "<init>, io/rtoto/rules/facts/Customer, own, a write to io.rtoto.rules.facts.Customer.own",
    "<clinit>, retail/Plant, ours, ''",
    "<clinit>, org/drools/model/Drools, ours, a write to org.drools.model.Drools.ours",
    "any, retail/Plant, own, a write to retail.Plant.own",
    "any, retail/Plant, ours, a write to retail.Plant.ours",
    "any, org/drools/model/Drools, own, a write to org.drools.model.Drools.own"
  })
  void refusesAWriteToWhatIsNotItsOwnOrOutlivesTheEvent(
      String method, String owner, String field, String forbidden) {
    boolean shared = field.equals("ours");
    Map<String, byte[]> plant =
        plant(
            writer -> writer.visitField(0, "own", "I", null, null).visitEnd(),
            writer -> writer.visitField(Opcodes.ACC_STATIC, "ours", "I", null, null).visitEnd(),
            writer ->
                write(
                    writer,
                    method.equals("<clinit>") ? Opcodes.ACC_STATIC : 0,
                    method,
                    "()V",
                    code -> {
                      code.visitVarInsn(Opcodes.ALOAD, 0);
                      code.visitInsn(Opcodes.ICONST_1);
                      code.visitFieldInsn(
                          shared ? Opcodes.PUTSTATIC : Opcodes.PUTFIELD, owner, field, "I");
                      code.visitInsn(Opcodes.RETURN);
                    }));
    assertThat(BytecodeCheck.forbiddenIn(plant))
        .isEqualTo(forbidden.isEmpty() ? List.of() : List.of(forbidden));
  }

  @Test
  void refusesAHandleThatWrites() {
    Map<String, byte[]> plant =
        plant(
            writer -> writer.visitField(Opcodes.ACC_STATIC, "ours", "I", null, null).visitEnd(),
            method(
                "writes",
                code ->
                    code.visitLdcInsn(new Handle(Opcodes.H_PUTSTATIC, PLANT, "ours", "I", false))));
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly("a write to retail.Plant.ours");
  }

  /** Something at the first place of the array that is on the stack. */
  private static void write(MethodVisitor code, String type) {
    Type element = Type.getType(type).getElementType();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitInsn(
        element.getSort() == Type.OBJECT
            ? Opcodes.ACONST_NULL
            : element.getSort() == Type.LONG ? Opcodes.LCONST_1 : Opcodes.ICONST_1);
    code.visitInsn(element.getOpcode(Opcodes.IASTORE));
  }

  /** Nothing that is there into what that puts on the stack. */
  private static void copy(MethodVisitor code, Runnable target) {
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitInsn(Opcodes.ICONST_0);
    target.run();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitInsn(Opcodes.ICONST_0);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "arraycopy", COPY, false);
  }

  private static void callStatic(MethodVisitor code, String name) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, PLANT, name, "()V", false);
  }

  private static Consumer<ClassWriter> method(String name, Consumer<MethodVisitor> body) {
    return writer ->
        write(
            writer,
            Opcodes.ACC_STATIC,
            name,
            "()V",
            code -> {
              body.accept(code);
              code.visitInsn(Opcodes.RETURN);
            });
  }

  private static void write(
      ClassWriter writer,
      int access,
      String name,
      String descriptor,
      Consumer<MethodVisitor> body) {
    MethodVisitor code = writer.visitMethod(access, name, descriptor, null, null);
    code.visitCode();
    body.accept(code);
    code.visitMaxs(9, 9);
    code.visitEnd();
  }

  @SafeVarargs
  private static Map<String, byte[]> plant(Consumer<ClassWriter>... methods) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC, PLANT, null, "java/lang/Object", new String[] {FUNCTION});
    for (Consumer<ClassWriter> method : methods) {
      method.accept(writer);
    }
    writer.visitEnd();
    return Map.of(PLANT.replace('/', '.'), writer.toByteArray());
  }
}
