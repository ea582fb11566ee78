package io.rtoto.cli.models;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.jobs.attrition.TierScheme;
import io.rtoto.rules.settings.LibrarySettings;
import io.rtoto.rules.settings.TierSettings;
import io.rtoto.rules.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where tiers begin, as {@code tiers.yaml} of a rule library has it. */
final class TierFile {
  private TierFile() {}

  /** As it stands in a file that says nothing else. */
  static String text(TierScheme scheme) {
    return String.join("", entries(scheme).values());
  }

  /**
   * Puts it into a file, in the place of what the file said of it. What else stands there stays, be
   * it a comment.
   *
   * @return what the file says now
   * @throws CommandFailure when the file is none of a library, or would be none with it
   */
  static TierSettings write(TierScheme scheme, Path file) throws IOException {
    String written = Files.exists(file) ? with(scheme, file) : text(scheme);
    TierSettings settings = read(written, file);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, written);
    return settings;
  }

  /** What a file says. */
  static TierSettings read(Path file) throws IOException {
    return read(Files.readString(file), file);
  }

  private static TierSettings read(String text, Path file) {
    try {
      return LibrarySettings.in(Map.of(TierSettings.FILE, text)).tiers();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "%s is no tiers.yaml of a rule library, or would be none with these tiers: %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static String with(TierScheme scheme, Path file) throws IOException {
    String text = Files.readString(file);
    var unused = read(text, file);
    Map<String, String> missing = entries(scheme);
    StringBuilder written = new StringBuilder(text);
    YamlText.of(text).table(TierSettings.FILE).entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<YamlText, YamlText> one) -> one.getKey().begin())
                .reversed())
        .forEach(
            entry -> {
              String entryNow = missing.remove(entry.getKey().word("a word"));
              if (entryNow != null) {
                written.replace(
                    text.offsetByCodePoints(0, entry.getKey().begin()),
                    text.offsetByCodePoints(0, entry.getValue().end()),
                    entryNow.strip());
              }
            });
    if (!missing.isEmpty() && !text.endsWith("\n")) {
      written.append('\n');
    }
    missing.values().forEach(written::append);
    return written.toString();
  }

  private static Map<String, String> entries(TierScheme scheme) {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("periodDays", "periodDays: %d\n".formatted(scheme.periodDays()));
    entries.put("currency", "currency: %s\n".formatted(scheme.currency()));
    entries.put(
        "tiers",
        scheme.tiers().stream()
            .map(tier -> "  - {tier: %s, fromMinor: %d}\n".formatted(tier.name(), tier.fromMinor()))
            .collect(Collectors.joining("", "tiers:\n", "")));
    return entries;
  }
}
