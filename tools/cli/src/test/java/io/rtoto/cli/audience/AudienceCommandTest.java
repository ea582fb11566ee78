package io.rtoto.cli.audience;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Money;
import io.rtoto.schemas.audiences.Audience;
import io.rtoto.schemas.audiences.AudienceKind;
import io.rtoto.schemas.catalog.CatalogEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Of a finished run: anna and bert are drawn to the oolong, cleo has bought it. */
final class AudienceCommandTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path run;

  @BeforeEach
  void aRunHasFinished() throws IOException {
    write(
        "audiences.jsonl",
        Audience.class,
        List.of(
            new Audience(
                AudienceKind.CATEGORY,
                "tea",
                TODAY,
                List.of(
                    member("cleo", 8, "gold"),
                    member("dora", 6, null),
                    member("anna", 5, "silver")),
                List.of()),
            new Audience(
                AudienceKind.PRODUCT,
                "oolong",
                TODAY,
                List.of(member("anna", 4.5, "silver"), member("bert", 2, null)),
                List.of("cleo"))));
    write(
        "catalog.jsonl",
        CatalogEntry.class,
        List.of(product("oolong", "tea"), product("cup", "ware")));
  }

  @Test
  void tellsThoseDrawnToTheProductAndThenThoseDrawnToItsCategoryButNoBuyer() {
    assertThat(audience("--product", "oolong", "--catalog", catalog())).isZero();
    assertThat(lines())
        .containsExactly(
            "Product oolong, of category tea",
            "customer drawn to score as of last tier",
            "1 anna product 4.5 2026-11-26 2026-11-26 silver",
            "2 bert product 2.0 2026-11-26 2026-11-26 -",
            "3 dora category 6.0 2026-11-26 2026-11-26 -");
  }

  @Test
  void tellsNoMoreThanAreAskedFor() {
    assertThat(audience("--product", "oolong", "--catalog", catalog(), "--top", "1")).isZero();
    assertThat(out.toString()).contains("anna").doesNotContain("bert").doesNotContain("dora");
  }

  @Test
  void tellsOfACategoryAllWhoAreDrawnToIt() {
    assertThat(audience("--category", "tea")).isZero();
    assertThat(lines())
        .hasSize(5)
        .contains("Category tea", "1 cleo category 8.0 2026-11-26 2026-11-26 gold");
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    assertThat(audience("--product", "oolong", "--catalog", catalog(), "--format", "json"))
        .isZero();
    LikelyCustomers told = Messages.of(LikelyCustomers.class).read(out.toString().getBytes(UTF_8));
    assertThat(told.category()).isEqualTo("tea");
    assertThat(told.customers())
        .extracting(LikelyCustomers.Likely::customerId)
        .containsExactly("anna", "bert", "dora");
  }

  @Test
  void tellsOfAProductOnSaleThatNobodyIsDrawnToIt() {
    assertThat(audience("--product", "cup", "--catalog", catalog())).isZero();
    assertThat(lines()).containsExactly("Product cup, of category ware", "Nobody is drawn to it.");
  }

  @ParameterizedTest
  @CsvSource({
    "--product, olong, Nobody is drawn to product olong, Maybe you meant oolong.",
    "--category, teas, Nobody is drawn to category teas, Maybe you meant tea.",
    "--product, motorcycle, Nobody is drawn to product motorcycle, Maybe it is misspelled"
  })
  void asksWhatIsMeantByWhatNobodyKnows(String kind, String name, String told, String maybe) {
    assertThat(audience(kind, name)).isNotZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains(told, maybe);
  }

  @Test
  void saysWhichFileIsMissing() throws IOException {
    Files.delete(run.resolve("audiences.jsonl"));
    assertThat(audience("--category", "tea")).isNotZero();
    assertThat(err.toString()).contains("There is no ", "audiences.jsonl", "Maybe --run");
  }

  private String catalog() {
    return run.resolve("catalog.jsonl").toString();
  }

  private int audience(String... arguments) {
    CommandLine command = new CommandLine(new AudienceCommand());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    command.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          err.append(failure.getMessage());
          return 1;
        });
    return command
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            Stream.concat(Arrays.stream(arguments), Stream.of("--run", run.toString()))
                .toArray(String[]::new));
  }

  /** Without the spaces between columns. */
  private List<String> lines() {
    return out.toString().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
  }

  private <T> void write(String file, Class<T> type, List<T> messages) throws IOException {
    Files.write(
        run.resolve(file),
        messages.stream().map(one -> new String(Messages.of(type).write(one), UTF_8)).toList());
  }

  private static Audience.Member member(String customerId, double score, @Nullable String tier) {
    return new Audience.Member(customerId, score, tier, TODAY);
  }

  private static CatalogEntry product(String id, String category) {
    return new CatalogEntry(id, Map.of(), category, new Money(1, "EUR"), null, List.of());
  }
}
