package io.rtoto.rules.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.drools.model.functions.Block0;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the check would let through, if it erred: planted, woven, loaded and run. */
@Timeout(20)
final class GuardWeaverTest {
  private static final String PLANT = "retail.Plant";
  private static final String INTERNAL = "retail/Plant";

  @BeforeEach
  void begins() {
    Guard.begin();
  }

  @AfterEach
  void ends() {
    Guard.end();
  }

  @Test
  void endsALoop() throws Exception {
    Block0 endless =
        loaded(
            plant(
                writer -> {},
                code -> {
                  Label again = new Label();
                  code.visitLabel(again);
                  code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                  code.visitJumpInsn(Opcodes.GOTO, again);
                  code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
                }));
    assertThatThrownBy(endless::execute).isInstanceOf(Guard.OutOfTime.class);
  }

  /** Each of forty methods calls the next one twice: two to the power of forty calls. */
  @Test
  void endsCallsThatAddUp() throws Exception {
    Map<String, byte[]> plant =
        plant(
            writer -> {
              for (int i = 0; i < 40; i++) {
                String next = "step" + (i + 1);
                method(
                    writer,
                    Opcodes.ACC_STATIC,
                    "step" + i,
                    code -> {
                      call(code, next);
                      call(code, next);
                    });
              }
              method(writer, Opcodes.ACC_STATIC, "step40", code -> {});
            },
            code -> call(code, "step0"));
    // This is what no check of single calls finds.
    assertThat(BytecodeCheck.forbiddenIn(plant)).isEmpty();
    Block0 adding = loaded(plant);
    assertThatThrownBy(adding::execute).isInstanceOf(Guard.OutOfTime.class);
  }

  /** Each of sixty methods calls the next one twice, and catches whatever ends it. */
  @Test
  void endsCallsThatAddUpThoughEachOfThemCatchesTheEnd() throws Exception {
    Map<String, byte[]> plant =
        plant(
            writer -> {
              for (int i = 0; i < 60; i++) {
                String next = "step" + (i + 1);
                method(
                    writer,
                    Opcodes.ACC_STATIC,
                    "step" + i,
                    code -> {
                      catching(code, next);
                      catching(code, next);
                    });
              }
              method(writer, Opcodes.ACC_STATIC, "step60", code -> {});
            },
            code -> {
              call(code, "step0");
              call(code, "step60");
            });
    assertThat(BytecodeCheck.forbiddenIn(plant)).containsExactly("a catch");
    Block0 adding = loaded(plant);
    adding.execute();
    // It got to its end, but no further.
    assertThatThrownBy(adding::execute).isInstanceOf(Guard.OutOfTime.class);
  }

  @Test
  void leavesAClassAsItIsThatDoesNothingMuch() {
    Map<String, byte[]> plant = plant(writer -> {}, code -> {});
    assertThat(GuardWeaver.woven(plant).get(PLANT)).isSameAs(plant.get(PLANT));
  }

  @Test
  void isNotFoundByWhatIsCompiled() {
    RuleClassLoader compiling =
        new RuleClassLoader(Map.of(), GuardWeaverTest.class.getClassLoader());
    assertThatThrownBy(() -> compiling.loadClass(Guard.class.getName()))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void isNotCalledByRulesThemselves() {
    Map<String, byte[]> plant =
        plant(
            writer -> {},
            code ->
                code.visitMethodInsn(
                    Opcodes.INVOKESTATIC, "io/rtoto/rules/sandbox/Guard", "end", "()V", false));
    assertThat(BytecodeCheck.forbiddenIn(plant))
        .containsExactly("io.rtoto.rules.sandbox.Guard.end");
  }

  @Test
  void doesNotLookWhereNoRuleIsHeard() {
    Guard.end();
    for (int i = 0; i < 100_000_000; i++) {
      Guard.tick();
    }
  }

  private static Block0 loaded(Map<String, byte[]> plant) throws Exception {
    RuleClassLoader loader =
        new RuleClassLoader(GuardWeaver.woven(plant), GuardWeaverTest.class.getClassLoader());
    return (Block0) loader.loadClass(PLANT).getDeclaredConstructor().newInstance();
  }

  private static Map<String, byte[]> plant(
      Consumer<ClassWriter> more, Consumer<MethodVisitor> execute) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
        INTERNAL,
        null,
        "java/lang/Object",
        new String[] {"org/drools/model/functions/Block0"});
    method(
        writer,
        Opcodes.ACC_PUBLIC,
        "<init>",
        code -> {
          code.visitVarInsn(Opcodes.ALOAD, 0);
          code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        });
    more.accept(writer);
    method(writer, Opcodes.ACC_PUBLIC, "execute", execute);
    writer.visitEnd();
    return Map.of(PLANT, writer.toByteArray());
  }

  private static void call(MethodVisitor code, String method) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, INTERNAL, method, "()V", false);
  }

  private static void catching(MethodVisitor code, String method) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label after = new Label();
    code.visitTryCatchBlock(start, end, handler, null);
    code.visitLabel(start);
    call(code, method);
    code.visitLabel(end);
    code.visitJumpInsn(Opcodes.GOTO, after);
    code.visitLabel(handler);
    code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
    code.visitInsn(Opcodes.POP);
    code.visitLabel(after);
    code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
  }

  private static void method(
      ClassWriter writer, int access, String name, Consumer<MethodVisitor> body) {
    MethodVisitor code = writer.visitMethod(access, name, "()V", null, null);
    code.visitCode();
    body.accept(code);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
