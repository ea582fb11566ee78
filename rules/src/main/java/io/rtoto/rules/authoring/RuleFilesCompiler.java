package io.rtoto.rules.authoring;

import io.rtoto.rules.authoring.CompiledRules.Complaint;
import io.rtoto.rules.sandbox.RuleClassLoader;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/**
 * Compiles rule files to classes of the executable model. Nothing of them runs: the facts are
 * imported for the author, and a rule file may import nothing else.
 */
final class RuleFilesCompiler {
  private static final String RESOURCES = "src/main/resources/";
  private static final String CLASS = ".class";
  private static final String RULES = ".drl";

  /** A table arrives here as rules, and is compiled as such. */
  private static final String AS_RULES = ".as" + RULES;

  private static final String MODELS = "META-INF/kie/io.rtoto/rules/drools-model";

  /** A class of the engine's own packaging, which we do without. */
  private static final String PACKAGING = "org/drools/project/";

  private static final String IMPORTS =
      Vocabulary.facts().values().stream()
          .map(fact -> " import " + fact.getCanonicalName() + ";")
          .collect(Collectors.joining("", " import java.util.List;", ""));

  private static final AtomicBoolean CANARY_SANG = new AtomicBoolean();

  private RuleFilesCompiler() {}

  /**
   * Compiles the rule files of a library.
   *
   * @throws IllegalStateException when this process has no compiler that heeds what rules may see
   */
  static CompiledRules compile(RuleLibrary library) {
    if (!CANARY_SANG.get()) {
      CompilerCanary.requireRefused(RuleFilesCompiler::compiled);
      CANARY_SANG.set(true);
    }
    return compiled(library);
  }

  private static CompiledRules compiled(RuleLibrary library) {
    KieServices services = KieServices.get();
    ReleaseId name = services.newReleaseId("io.rtoto", "rules", library.version());
    KieFileSystem files = services.newKieFileSystem();
    files.generateAndWritePomXML(name);
    library
        .files()
        .forEach(
            (path, text) ->
                files.write(
                    RESOURCES + path + (path.endsWith(RULES) ? "" : AS_RULES),
                    withImports(path, text)));
    ClassLoader host = RuleFilesCompiler.class.getClassLoader();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(host);
    try {
      KieBuilder builder = services.newKieBuilder(files, new RuleClassLoader(Map.of(), host));
      builder.buildAll(ExecutableModelProject.class);
      List<Complaint> complaints =
          builder.getResults().getMessages(Message.Level.ERROR).stream()
              .map(RuleFilesCompiler::complaint)
              .toList();
      return complaints.isEmpty()
          ? outputOf((InternalKieModule) builder.getKieModule())
          : new CompiledRules(Map.of(), List.of(), complaints);
    } catch (RuntimeException e) {
      // The engine throws where a condition is beyond its own parser.
      return new CompiledRules(
          Map.of(), List.of(), List.of(new Complaint("", 0, String.valueOf(e.getMessage()))));
    } finally {
      thread.setContextClassLoader(before);
      // It keeps every build by name, and with it a class loader.
      services.getRepository().removeKieModule(name);
    }
  }

  /** In place of the line of the package, so that every line keeps its number. */
  private static String withImports(String path, String text) {
    Word name = RuleFileParser.parse(path, text, new Findings(path)).packageName();
    if (name == null) {
      return text;
    }
    List<String> lines = new ArrayList<>(Words.linesOf(text));
    lines.set(name.line() - 1, "package " + name.text() + ";" + IMPORTS);
    return String.join("\n", lines) + "\n";
  }

  private static CompiledRules outputOf(InternalKieModule module) {
    Map<String, byte[]> classes = new TreeMap<>();
    for (String file : module.getFileNames()) {
      if (file.endsWith(CLASS) && !file.startsWith(PACKAGING)) {
        String name = file.substring(0, file.length() - CLASS.length()).replace('/', '.');
        classes.put(name, module.getBytes(file));
      }
    }
    List<String> models = new ArrayList<>();
    String index = new String(module.getBytes(MODELS), StandardCharsets.UTF_8);
    index.lines().skip(1).filter(line -> !line.isBlank()).sorted().forEach(models::add);
    return new CompiledRules(classes, models, List.of());
  }

  private static Complaint complaint(Message message) {
    String path = message.getPath() == null ? "" : message.getPath();
    String compiled = path.startsWith(RESOURCES) ? path.substring(RESOURCES.length()) : path;
    boolean inRuleFile = compiled.endsWith(RULES);
    String file =
        compiled.endsWith(AS_RULES)
            ? compiled.substring(0, compiled.length() - AS_RULES.length())
            : compiled;
    return new Complaint(
        inRuleFile ? file : "", inRuleFile ? Math.max(0, message.getLine()) : 0, message.getText());
  }
}
