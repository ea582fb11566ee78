package io.rtoto.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class BenchCommandTest {
  private final StringWriter told = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "--customers=0, --customers is 0",
    "--parallelism=0, --parallelism is 0",
    "--memory=64, --memory is 64",
    "--events=0, --events is 0",
    "--events=many, many",
    "--products=0, --products is 0",
    "--hot=0.95, --hot is 0.95",
    "--hot=NaN, --hot is NaN"
  })
  void refusesWhatCannotBeMeasured(String option, String reason) {
    assertThat(run("throughput", option)).isEqualTo(2);
    assertThat(told.toString()).contains(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "identity, --rounds=0, --rounds is 0",
    "identity, --memory=64, --memory is 64",
    "settling, --rate=0, --rate is 0",
    "settling, --seconds=0, --seconds is 0",
    "settling, --warm-up=-1, --warm-up is -1",
    "answering, --products=9, --products is 9",
    "answering, --rate=0, --rate is 0",
    "timers, --due=0, --due is 0",
    "timers, --customers=99999, --customers is 99999",
    "timers, --silent=0, --silent is 0",
    "collect, --batch=501, --batch is 501",
    "collect, --connections=0, --connections is 0",
    "sessions, --sessions=10001, --sessions is 10001",
    "sessions, --rate=0, --rate is 0",
    "sessions, --seconds=0, --seconds is 0",
    "offers, --rate=5001, --rate is 5001",
    "offers, --seconds=0, --seconds is 0",
    "slow-clients, --clients=0, --clients is 0",
    "slow-clients, --seconds=0, --seconds is 0"
  })
  void refusesTheSameOfTheOtherBenchmarks(String benchmark, String option, String reason) {
    assertThat(run(benchmark, option)).isEqualTo(2);
    assertThat(told.toString()).contains(reason);
  }

  @Test
  void asksWhichBenchmark() {
    assertThat(run()).isEqualTo(2);
    assertThat(told.toString()).contains("Which benchmark?");
  }

  @Test
  void tellsItsOptions() {
    assertThat(run("throughput", "--help")).isZero();
    assertThat(told.toString())
        .contains("--customers", "--events", "--parallelism", "--memory", "--rules", "--json");
  }

  private int run(String... arguments) {
    return new CommandLine(new BenchCommand())
        .setOut(new PrintWriter(told))
        .setErr(new PrintWriter(told))
        .execute(arguments);
  }
}
