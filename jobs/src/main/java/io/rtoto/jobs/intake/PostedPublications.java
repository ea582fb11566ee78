package io.rtoto.jobs.intake;

import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.Posting;
import io.rtoto.schemas.flow.Publication;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleBundle.RuleCard;
import io.rtoto.schemas.rulebundles.RuleBundle.TagCard;
import io.rtoto.schemas.rulebundles.Seal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what was posted on {@code rules} and {@code models}. */
final class PostedPublications {
  private static final Messages<RuleBundle> BUNDLES = Messages.of(RuleBundle.class);

  private static final Messages<ModelParameters> MODELS = Messages.of(ModelParameters.class);

  private PostedPublications() {}

  /** A message of {@code rules} or {@code models}: its topic says which. */
  static Posted<Publication> publication(Posting posting) {
    if (Topic.MODELS.topicName().equals(posting.arrival().topic())) {
      return model(posting).as(parameters -> new Publication.Model(parameters, posting.at()));
    }
    if (!RuleBundle.SHADOW_KEY.equals(posting.key())) {
      return ruleBundle(posting).as(Publication.Rules::new);
    }
    return posting.arrival().message() == null
        ? Posted.sound(new Publication.Shadow(null))
        : bundle(posting).as(Publication.Shadow::new);
  }

  /** A message of {@code models}; a model is replaced, never taken away. */
  static Posted<ModelParameters> model(Posting posting) {
    byte[] message = posting.arrival().message();
    if (message == null) {
      return Posted.refused(
          posting, Reason.TOMBSTONE, "The message is empty (a tombstone); expected a model.");
    }
    try {
      ModelParameters parameters = MODELS.read(message);
      if (parameters == null) {
        return Posted.refused(posting, Reason.SCHEMA, "The message is no model.");
      }
      if (!parameters.key().equals(posting.key())) {
        return Posted.refused(
            posting, Reason.SCHEMA, wrongKey(posting, parameters.key(), "the model"));
      }
      SoundModel.require(parameters);
      return Posted.sound(parameters);
    } catch (IOException e) {
      return Posted.refused(posting, Reason.SCHEMA, "The message is no model: it is unreadable.");
    } catch (IllegalArgumentException e) {
      return Posted.refused(
          posting, Reason.SCHEMA, "The message is no model: " + String.valueOf(e.getMessage()));
    }
  }

  /** A message of {@code rules} that is in force; those are replaced, never taken away. */
  static Posted<RuleBundle> ruleBundle(Posting posting) {
    if (!RuleBundle.ACTIVE_KEY.equals(posting.key())) {
      return Posted.refused(
          posting, Reason.SCHEMA, wrongKey(posting, RuleBundle.ACTIVE_KEY, "the rules"));
    }
    return bundle(posting);
  }

  private static Posted<RuleBundle> bundle(Posting posting) {
    byte[] message = posting.arrival().message();
    if (message == null) {
      return Posted.refused(
          posting, Reason.TOMBSTONE, "The message is empty (a tombstone); expected a bundle.");
    }
    try {
      return Posted.sound(whole(BUNDLES.read(message)));
    } catch (IOException e) {
      return Posted.refused(
          posting,
          Reason.SCHEMA,
          "The message is no rule bundle: it is unreadable or a part is missing.");
    }
  }

  private static String wrongKey(Posting posting, String expected, String whose) {
    return "The message's key is %s; expected \"%s\", the key of %s in force."
        .formatted(posting.key() == null ? "missing" : '"' + posting.key() + '"', expected, whose);
  }

  private static RuleBundle whole(RuleBundle bundle) throws IOException {
    if (bundle == null
        || Posted.hasNull(
            bundle.version(),
            bundle.author(),
            bundle.publishedAt(),
            bundle.sources(),
            bundle.classes(),
            bundle.models(),
            bundle.rules())
        || Posted.hasNull(bundle.sources().values().toArray())
        || Posted.hasNull(bundle.classes().values().toArray())
        || Posted.hasNull(bundle.models().toArray())
        || Posted.hasNull(bundle.rules().toArray())
        || bundle.rules().stream().anyMatch(PostedPublications::isTorn)
        || Posted.hasNull(bundle.tags().toArray())
        || bundle.tags().stream().anyMatch(PostedPublications::isTorn)
        || isTorn(bundle.seal())) {
      throw new IOException("not whole");
    }
    // Nothing here tries them, and no state is to hold them.
    return bundle.withCases(null);
  }

  private static boolean isTorn(RuleCard card) {
    return Posted.hasNull(
        card.id(), card.name(), card.moment(), card.owner(), card.since(), card.source());
  }

  private static boolean isTorn(TagCard card) {
    return Posted.hasNull(card.name(), card.means(), card.owner(), card.type())
        || Posted.hasNull(card.texts().values().toArray());
  }

  private static boolean isTorn(@Nullable Seal seal) {
    return seal != null
        && (Posted.hasNull(seal.content(), seal.why())
            || Posted.hasNull(seal.approvals().toArray())
            || seal.approvals().stream()
                .anyMatch(one -> Posted.hasNull(one.at(), one.signature())));
  }
}
