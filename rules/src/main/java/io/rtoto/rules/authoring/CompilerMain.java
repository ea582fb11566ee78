package io.rtoto.rules.authoring;

import io.rtoto.rules.findings.Finding;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The process that {@link CompilerProcess} starts: reads one request, and writes its answer. */
final class CompilerMain {
  private CompilerMain() {}

  /**
   * What is to be compiled.
   *
   * @param files as in {@link RuleLibrary}
   * @param author as in the bundle
   * @param parent likewise; null for the first
   * @param publishedAt likewise
   */
  record Request(
      Map<String, String> files, String author, @Nullable String parent, Instant publishedAt) {}

  /**
   * What came of it.
   *
   * @param bundle null where the rules were refused
   * @param findings then all problems; else none
   */
  record Answer(@Nullable RuleBundle bundle, List<Finding> findings) {}

  /** Reads from the one stream, and writes to the other. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    // Whatever else is printed is no answer.
    System.setOut(System.err);
    Request request = Messages.of(Request.class).read(System.in.readAllBytes());
    out.write(Messages.of(Answer.class).write(answer(request)));
    out.flush();
  }

  private static Answer answer(Request request) {
    try {
      return new Answer(
          RuleCompiler.compile(
              new RuleLibrary(request.files()),
              request.author(),
              request.parent(),
              request.publishedAt()),
          List.of());
    } catch (RulesRefusedException e) {
      return new Answer(null, e.findings());
    }
  }
}
