package io.rtoto.local;

import static java.util.stream.Collectors.toMap;

import io.rtoto.schemas.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the next start must know of a job on a Flink that runs elsewhere; a file of lines such as
 * {@code savepoint file:/savepoints/savepoint-1}.
 *
 * @param job Flink's id of it; empty when it was stopped
 * @param code which jars it runs; empty when it was stopped
 * @param savepoint the savepoint that it was stopped with or, while it runs, its newest savepoint
 *     or checkpoint that we know of; empty when it has none
 */
record LeftJob(String job, String code, String savepoint) {
  static final LeftJob NONE = new LeftJob("", "", "");

  static LeftJob stoppedAt(String savepoint) {
    return new LeftJob("", "", savepoint);
  }

  static LeftJob readFrom(Path file) throws IOException {
    if (!Files.exists(file)) {
      return NONE;
    }
    Map<String, String> told =
        Files.readAllLines(file).stream()
            .map(line -> line.strip().split(" +", 2))
            .filter(words -> words.length == 2)
            .collect(toMap(words -> words[0], words -> words[1], (first, second) -> second));
    return new LeftJob(
        told.getOrDefault("job", ""),
        told.getOrDefault("code", ""),
        told.getOrDefault("savepoint", ""));
  }

  void writeTo(Path file) throws IOException {
    Files.write(
        file,
        Stream.of("job " + job, "code " + code, "savepoint " + savepoint)
            .filter(line -> !line.endsWith(" "))
            .toList());
  }

  /** The same for the same jars, wherever they lie. */
  static String codeOf(List<URL> jars) throws IOException {
    MessageDigest digest = Sha256.begun();
    for (URL jar : jars) {
      try (InputStream bytes = new DigestInputStream(jar.openStream(), digest)) {
        bytes.transferTo(OutputStream.nullOutputStream());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
