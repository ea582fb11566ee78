package io.rtoto.gateway.desk;

import io.rtoto.schemas.Identifier;
import io.rtoto.schemas.IdentifierType;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.naming.Naming;
import io.rtoto.schemas.naming.Pseudonyms;
import io.rtoto.schemas.naming.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom an agent looks for: what was typed, as the identifiers that it may be. A name in clear is
 * read and hashed as the job does by its defaults; of types that a shop has added, only the hash is
 * found.
 *
 * @param customerId the customer's own id, where that is what was typed
 * @param identifiers all that it may be otherwise
 */
record Wanted(Optional<String> customerId, List<Identifier> identifiers) {
  private static final Pattern CUSTOMER = Pattern.compile("c[0-9a-f]{20}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern TYPED = Pattern.compile("(\\w+)[:#=](.*)", Pattern.DOTALL);

  /**
   * What was typed.
   *
   * @param text such as {@code email:anna@shop.example}, {@code anna@shop.example}, {@code
   *     +886912345678}, a hash, or a customer's id
   */
  static Wanted read(String text, Pseudonyms pseudonyms) {
    String typed = text.strip();
    if (CUSTOMER.matcher(typed).matches()) {
      return new Wanted(Optional.of(typed), List.of());
    }
    Matcher parts = TYPED.matcher(typed);
    List<Identifier> all = new ArrayList<>();
    if (parts.matches()) {
      IdentifierType.builtIn(parts.group(1))
          .ifPresentOrElse(
              type -> all.addAll(of(type, parts.group(2), pseudonyms)),
              () -> {
                if (HASH.matcher(parts.group(2)).matches()) {
                  all.add(new Identifier(0, parts.group(1), parts.group(2)));
                }
              });
    }
    if (all.isEmpty()) {
      IdentifierType.BUILT_IN.forEach(type -> all.addAll(of(type, typed, pseudonyms)));
    }
    return new Wanted(Optional.empty(), List.copyOf(all));
  }

  private static List<Identifier> of(IdentifierType type, String value, Pseudonyms pseudonyms) {
    List<Identifier> both = new ArrayList<>();
    if (HASH.matcher(value).matches()) {
      both.add(new Identifier(type, value));
    }
    String name = Naming.PLAIN.canonical(type, value, Sender.by(Topic.CLICKSTREAM));
    if (name != null) {
      both.add(pseudonyms.identifier(type, name));
    }
    return both;
  }
}
