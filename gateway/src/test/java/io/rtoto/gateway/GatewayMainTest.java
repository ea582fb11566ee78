package io.rtoto.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The process, and how it ends when it cannot start. */
final class GatewayMainTest {
  @Test
  void endsWithASentenceWhenTheBrokersNameMeansNothing() throws Exception {
    Ended gateway = run(Map.of("RTOTO_KAFKA", "no-such-host.invalid:9092"));

    assertThat(gateway.told())
        .startsWith("The broker is said to be at no-such-host.invalid:9092, which leads nowhere")
        .doesNotContain("\tat ");
    assertThat(gateway.exitCode()).isEqualTo(1);
  }

  @Test
  void endsWithASentenceWhenTheDatabaseIsAway() throws Exception {
    Ended gateway = run(Map.of("RTOTO_POSTGRES", "jdbc:postgresql://127.0.0.1:1/rtoto?user=u"));

    assertThat(gateway.told())
        .startsWith("The contact repository cannot be opened")
        .doesNotContain("\tat ");
    assertThat(gateway.exitCode()).isEqualTo(1);
  }

  @Test
  void endsWithASentenceForEachSettingThatMakesNoSense() throws Exception {
    Ended gateway = run(Map.of("RTOTO_PORT", "web", "RTOTO_TICK_EVERY", "P30D"));

    assertThat(gateway.told().lines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("RTOTO_PORT"))
        .anyMatch(line -> line.startsWith("RTOTO_TICK_EVERY"));
    assertThat(gateway.exitCode()).isEqualTo(2);
  }

  private record Ended(int exitCode, String told) {}

  private static Ended run(Map<String, String> settings) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            GatewayMain.class.getName());
    builder.environment().put("RTOTO_PORT", "0");
    builder.environment().putAll(settings);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try {
      String told = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
      return new Ended(process.exitValue(), told);
    } finally {
      process.destroyForcibly();
    }
  }
}
