package io.rtoto.cli.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.schemas.rulebundles.RuleKeys;
import io.rtoto.schemas.rulebundles.TrustedKey;
import io.rtoto.schemas.rulebundles.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrustFileTest {
  @TempDir private Path folder;

  @Test
  void losesNoKeyWhereManyAreTrustedAtOnce() throws Exception {
    Path file = folder.resolve("trusted.json");
    List<TrustedKey> keys =
        IntStream.range(0, 16)
            .mapToObj(
                i ->
                    new TrustedKey(
                        "owner " + i,
                        RuleKeys.written(RuleKeys.create().getPublic()),
                        null,
                        null,
                        null,
                        null))
            .toList();
    ExecutorService many = Executors.newFixedThreadPool(keys.size());
    try {
      CompletableFuture.allOf(
              keys.stream()
                  .map(key -> CompletableFuture.runAsync(() -> trust(file, key), many))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      many.shutdown();
    }
    assertThat(TrustedKeys.in(file).keys()).containsExactlyInAnyOrderElementsOf(keys);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("trusted.json", "trusted.json.lock");
    }
  }

  private static void trust(Path file, TrustedKey key) {
    try {
      TrustedKeys unused = TrustFile.change(file, known -> known.with(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
