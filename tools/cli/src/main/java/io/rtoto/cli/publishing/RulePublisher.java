package io.rtoto.cli.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rtoto.cli.audit.AuditNote;
import io.rtoto.cli.console.CommandFailure;
import io.rtoto.rules.RuleBook;
import io.rtoto.rules.authoring.BundleSources;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.audit.AuditAction;
import io.rtoto.schemas.audit.AuditEntry.Deed;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleSigner.Claim;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes rules, one publisher at a time: a version and its place in the history are written in
 * one transaction, and who begins to publish ends what another had begun. So no number is given
 * twice, and nothing is in force that the history lacks.
 */
public final class RulePublisher implements AutoCloseable {
  /** Of all publishers on a broker. */
  private static final String TRANSACTIONS = "rtoto-rules";

  private static final String NOTHING = "\nNothing was published.";
  private static final Messages<RuleBundle> BUNDLES = Messages.of(RuleBundle.class);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String bootstrapServers;
  private final Signatory signatory;
  private final PublishedRules published;

  /** Begins to publish on that broker. */
  public RulePublisher(String bootstrapServers, Signatory signatory) throws IOException {
    this.bootstrapServers = bootstrapServers;
    this.signatory = signatory;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                TRANSACTIONS,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Integer.toString(Topic.RULES.maxMessageBytes())),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    try {
      producer.initTransactions();
      // After that: whoever was before has ended, and whoever comes later ends this one.
      published = PublishedRules.on(bootstrapServers, signatory);
    } catch (KafkaException e) {
      producer.close();
      throw notTaken(e);
    } catch (IOException | RuntimeException e) {
      producer.close();
      throw e;
    }
  }

  /** What was published before. */
  public PublishedRules published() {
    return published;
  }

  /** Whether another than the author must approve these rules: by those in force, or by them. */
  public boolean needsApproval(RuleBundle rules) {
    return demandsApproval(rules)
        || published.demandApproval()
        || published.inForce().map(RulePublisher::demandsApproval).orElse(false);
  }

  /** Whether this RTOTO can decide by them: rules that another one made may not fit. */
  public static boolean loads(RuleBundle rules) {
    try {
      RuleBook unused = RuleBook.load(rules);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether rules of an earlier version may be put in force again as they are. */
  public boolean mayRestore(RuleBundle earlier) {
    return !needsApproval(earlier) || published.areApproved(earlier);
  }

  /** Puts new rules in force. */
  public RuleBundle putInForce(RuleBundle rules, Origin origin) throws IOException {
    return putInForce(rules, origin, 0);
  }

  /**
   * Puts rules in force that another than their author approves here. Where two people are known
   * who could, it takes the key of another, also where the rules themselves would not ask for it.
   */
  public RuleBundle approve(RuleBundle rules, Origin origin) throws IOException {
    RuleBundle sealed = next(rules, origin, 0);
    Optional<String> objection = published.objectionToApproval(sealed, origin.at());
    if (objection.isPresent()) {
      throw new CommandFailure(objection.get() + NOTHING);
    }
    return putInForce(sealed, origin, AuditAction.RULES_PROMOTED);
  }

  /** Puts the content of an earlier version in force again, as a new version. */
  public RuleBundle restore(RuleBundle earlier, Origin origin) throws IOException {
    return putInForce(earlier, origin, earlier.number());
  }

  private RuleBundle putInForce(RuleBundle rules, Origin origin, long restores) throws IOException {
    return putInForce(
        next(rules, origin, restores),
        origin,
        restores > 0 ? AuditAction.RULES_ROLLED_BACK : AuditAction.RULES_PUBLISHED);
  }

  private RuleBundle next(RuleBundle rules, Origin origin, long restores) {
    return sealed(rules, origin, RuleBundle.ACTIVE_KEY, published.next(), restores);
  }

  private RuleBundle putInForce(RuleBundle sealed, Origin origin, AuditAction action)
      throws IOException {
    requireNoStranger();
    String objection = published.objectionTo(sealed);
    if (!objection.isEmpty()) {
      throw new CommandFailure(objection + NOTHING);
    }
    List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    messages.add(active(sealed));
    messages.add(message(Topic.RULE_HISTORY, Long.toString(sealed.number()), sealed));
    if (isSame(published.shadow().orElse(null), sealed)) {
      messages.add(message(Topic.RULES, RuleBundle.SHADOW_KEY, null));
    }
    if (isSame(published.proposed().orElse(null), sealed)) {
      messages.add(message(Topic.RULE_HISTORY, RuleBundle.PROPOSED_KEY, null));
    }
    write(messages);
    note(origin, action, sealed, "number " + sealed.number());
    return sealed;
  }

  private void note(Origin origin, AuditAction action, RuleBundle rules, String detail) {
    AuditNote.write(
        bootstrapServers,
        origin.at(),
        List.of(new Deed(origin.by(), null, action, rules.version(), detail)));
  }

  /** A number that is given twice is in force once: which one hangs on what the job knows. */
  private void requireNoStranger() {
    RuleBundle stranger = published.stranger().orElse(null);
    if (stranger != null && !signatory.passesOverStrangers()) {
      throw new CommandFailure(
          "Number %d is there already, rules %s by %s, signed by a key that you do not know: the job may decide by them. Nothing was published.\nMaybe tell the key (--trust, --trust-file); or, where the job does not know it either, --pass-over-strangers."
              .formatted(stranger.number(), stranger.version(), stranger.author()));
    }
  }

  /** Lets rules wait for approval; they take the place of what waited before. */
  public RuleBundle propose(RuleBundle rules, Origin origin) throws IOException {
    RuleBundle sealed = sealed(rules, origin, RuleBundle.PROPOSED_KEY, 0, 0);
    write(List.of(message(Topic.RULE_HISTORY, RuleBundle.PROPOSED_KEY, sealed)));
    note(origin, AuditAction.RULES_PUBLISHED, sealed, "waits for approval");
    return sealed;
  }

  /** Lets rules decide beside those in force, muted; they take the place of what did before. */
  public RuleBundle rehearse(RuleBundle rules, Origin origin) throws IOException {
    RuleBundle sealed = sealed(rules, origin, RuleBundle.SHADOW_KEY, 0, 0);
    write(List.of(message(Topic.RULES, RuleBundle.SHADOW_KEY, sealed)));
    note(origin, AuditAction.RULES_REHEARSED, sealed, "beside those in force");
    return sealed;
  }

  /**
   * Keeps other cases with the rules in force, in the history: the rules stay as they are.
   *
   * @param inForce with the cases that are to be kept
   */
  public void keepCases(RuleBundle inForce, Origin origin) throws IOException {
    write(List.of(message(Topic.RULE_HISTORY, Long.toString(inForce.number()), inForce)));
    note(origin, AuditAction.RULES_PUBLISHED, inForce, "other cases of number " + inForce.number());
  }

  /** Ends the rehearsal of those rules. */
  public void endRehearsal(RuleBundle shadow, Origin origin) throws IOException {
    write(List.of(message(Topic.RULES, RuleBundle.SHADOW_KEY, null)));
    note(origin, AuditAction.RULES_DROPPED, shadow, "rehearsed no more");
  }

  /**
   * Puts a library in force where a shop starts: unless it is in force already, or was taken back
   * or replaced by somebody, or may not be put in force without approval.
   *
   * @return what is in force now, and how that came about
   */
  public Adoption adopt(RuleBundle library, Origin origin) throws IOException {
    RuleBundle before = published.inForce().orElse(null);
    if (before == null) {
      return new Adoption(putInForce(library, origin), null, "");
    }
    boolean same = isSame(before, library) && loads(before);
    String held = same ? "" : reasonToHold(before, library);
    boolean vouchedFor = before.seal() != null || signatory.key() == null;
    if (!held.isEmpty()) {
      return new Adoption(lasting(before, origin), before, held);
    }
    boolean stays = same && vouchedFor && (published.lasts() || isTakenAgain(before));
    if (stays && before.number() > 0 && before.cases() == null && library.cases() != null) {
      // An earlier RTOTO published them without.
      keepCases(before.withCases(library.cases()), origin);
    }
    return new Adoption(stays ? lasting(before, origin) : putInForce(library, origin), before, "");
  }

  /** The broker keeps the newest message of a key only, and that one may be refused. */
  private RuleBundle lasting(RuleBundle inForce, Origin origin) throws IOException {
    if (published.lasts()) {
      return inForce;
    }
    if (!isTakenAgain(inForce)) {
      return restore(
          inForce,
          new Origin(origin.author(), "what came after them does not count any more", origin.at()));
    }
    write(List.of(active(inForce)));
    return inForce;
  }

  /**
   * Whether the job takes the same message again: not where a number was given since, by a key that
   * counted then.
   */
  private boolean isTakenAgain(RuleBundle inForce) {
    return published.objectionTo(inForce).isEmpty();
  }

  private String reasonToHold(RuleBundle inForce, RuleBundle library) {
    if (inForce.seal() != null
        && inForce.seal().restores() > 0
        && library.version().equals(inForce.parent())) {
      return "they were taken back by "
          + inForce.author()
          + (inForce.seal().why().isEmpty() ? "" : ": " + inForce.seal().why());
    }
    Optional<RuleBundle> replaced = replacedByHand(inForce, library);
    if (replaced.isPresent()) {
      return "%s published these after number %d, which the library's are. Maybe: ./rtoto rules rollback %d"
          .formatted(inForce.author(), replaced.get().number(), replaced.get().number());
    }
    return needsApproval(library) ? "another than their author must approve them" : "";
  }

  /** The library as it was in force, where somebody has published others since. */
  private Optional<RuleBundle> replacedByHand(RuleBundle inForce, RuleBundle library) {
    return inForce.author().equals(library.author()) || !loads(inForce)
        ? Optional.empty()
        : published.versions().headMap(inForce.number(), false).descendingMap().values().stream()
            .filter(earlier -> earlier.sources().equals(library.sources()))
            .findFirst();
  }

  private static boolean isSame(@Nullable RuleBundle one, RuleBundle other) {
    return one != null && one.version().equals(other.version());
  }

  private static boolean demandsApproval(RuleBundle rules) {
    return BundleSources.READING.demandApproval(rules);
  }

  private RuleBundle sealed(
      RuleBundle rules, Origin origin, String publishedAs, long number, long restores) {
    return signatory
        .signer()
        .seal(
            rules,
            new Claim(
                publishedAs,
                number,
                published.inForce().map(RuleBundle::version).orElse(null),
                origin.author(),
                origin.approver(),
                restores,
                origin.why(),
                origin.at()));
  }

  /** The job needs no cases: the history has them. */
  private static ProducerRecord<byte[], byte[]> active(RuleBundle bundle) {
    return message(Topic.RULES, RuleBundle.ACTIVE_KEY, bundle.withCases(null));
  }

  private static ProducerRecord<byte[], byte[]> message(
      Topic topic, String key, @Nullable RuleBundle bundle) {
    return new ProducerRecord<>(
        topic.topicName(), key.getBytes(UTF_8), bundle == null ? null : BUNDLES.write(bundle));
  }

  private void write(List<ProducerRecord<byte[], byte[]>> messages) throws IOException {
    try {
      producer.beginTransaction();
      for (ProducerRecord<byte[], byte[]> message : messages) {
        // What goes wrong with one comes to light when all are committed.
        var unused = producer.send(message);
      }
      producer.commitTransaction();
      CommittedEnds.await(bootstrapServers);
    } catch (ProducerFencedException | InvalidProducerEpochException e) {
      throw new CommandFailure(
          "Somebody else began to publish rules at the same time; nothing was published here."
              + " Maybe try again.",
          e);
    } catch (KafkaException e) {
      throw notTaken(e);
    }
  }

  private static IOException notTaken(KafkaException e) {
    return new IOException("Kafka did not take the rules: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    producer.close();
  }
}
