package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** A benchmark as people run it. */
final class BenchRun {
  private BenchRun() {}

  /** What it prints, with the project's rules and with these options. */
  static JsonNode of(String benchmark, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--rules=" + Path.of(System.getProperty("rtoto.root")).resolve("rules/library"));
    return withoutRules(benchmark, all.toArray(new String[0]));
  }

  /** What one prints that asks no rules, with these options. */
  static JsonNode withoutRules(String benchmark, String... options) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of(benchmark, "--json"));
    arguments.addAll(List.of(options));
    int exitCode =
        new CommandLine(new BenchCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments.toArray(new String[0]));
    assertThat(exitCode).as(err.toString()).isZero();
    return new ObjectMapper().readTree(out.toString());
  }
}
