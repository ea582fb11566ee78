package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.OffersMade.Contact;
import io.rtoto.rules.settings.ContactSettings;
import io.rtoto.rules.settings.ContactSettings.Cap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that has a cap: an offer, or whatever is said to whoever bears a tag.
 *
 * @param name of the offer, or the tag
 * @param ofATag which of both
 * @param cap how often it may be
 */
record Capped(String name, boolean ofATag, Cap cap) {
  /**
   * What of an offer to a customer has one.
   *
   * @param tags that the customer bears
   */
  static List<Capped> of(String offer, Collection<String> tags, ContactSettings settings) {
    List<Capped> capped = new ArrayList<>();
    add(offer, false, settings.offer(offer).cap(), capped);
    tags.forEach(tag -> add(tag, true, settings.tags().get(tag), capped));
    return capped;
  }

  private static void add(String name, boolean ofATag, @Nullable Cap cap, List<Capped> to) {
    if (cap != null) {
      to.add(new Capped(name, ofATag, cap));
    }
  }

  /** A number to know it by where what was said is counted. */
  int what() {
    return (int) Occasion.number(kind(), name);
  }

  /** The same where the customer was held out of that offer. */
  int heldOutOf(String offer) {
    return (int) Occasion.number(kind(), name, offer, "held out");
  }

  /** Whether it counts that contact; of a tag only older state tells. */
  boolean counts(Contact contact) {
    long number = Occasion.number(name);
    return ofATag ? contact.tags().contains(number) : contact.offer() == number;
  }

  /** A tag may have the name of an offer, and each a cap of its own. */
  private String kind() {
    return ofATag ? "tag" : "offer";
  }
}
