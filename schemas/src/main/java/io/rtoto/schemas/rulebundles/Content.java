package io.rtoto.schemas.rulebundles;

import io.rtoto.schemas.Sha256;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import io.rtoto.schemas.rulebundles.RuleBundle.TagCard;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.TreeMap;

/**
 * What tells the content of a bundle from any other: SHA-256 over its sources, classes, models,
 * rules, tags and facts, each part after its length, so that no two contents run together to the
 * same. Whoever published it, and when, is no part of it, nor are its cases.
 */
final class Content {
  private final MessageDigest digest = Sha256.begun();

  private Content() {}

  /** In hex, 64 digits. */
  static String hash(RuleBundle bundle) {
    Content content = new Content();
    content.add(bundle.sources().size());
    new TreeMap<>(bundle.sources()).forEach((path, text) -> content.add(path, text));
    content.add(bundle.classes().size());
    new TreeMap<>(bundle.classes())
        .forEach(
            (name, code) -> {
              content.add(name);
              content.add(code);
            });
    content.add(bundle.models().size());
    bundle.models().forEach(content::add);
    content.add(bundle.rules().size());
    for (RuleCard rule : bundle.rules()) {
      content.add(rule.id(), rule.name(), rule.moment(), rule.owner(), rule.since(), rule.source());
    }
    content.add(bundle.tags().size());
    for (TagCard tag : bundle.tags()) {
      content.add(tag.name(), tag.means(), tag.owner(), tag.type());
      content.add(tag.texts().size());
      new TreeMap<>(tag.texts()).forEach((language, text) -> content.add(language, text));
    }
    if (bundle.facts() != null) {
      content.add(bundle.facts());
    }
    return HexFormat.of().formatHex(content.digest.digest());
  }

  private void add(String... texts) {
    for (String text : texts) {
      add(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void add(byte[] part) {
    add(part.length);
    digest.update(part);
  }

  private void add(int number) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
  }
}
