package io.rtoto.cli.rulebooks;

import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.gateway.rulebooks.RuleWorkshop.State;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Changes which rules are in force, rehearsed or waiting, and tells what became of them: the same
 * for commands and the rule desk.
 */
final class Publishing {
  private final RulePublisher publisher;
  private final Publication by;
  private final PrintWriter out;
  private final Consumer<String> progress;
  private final Announcement announcement;

  /**
   * By that publisher.
   *
   * @param out is told what was done
   * @param progress is told what is being done, where that takes long
   */
  Publishing(RulePublisher publisher, Publication by, PrintWriter out, Consumer<String> progress) {
    this.publisher = publisher;
    this.by = by;
    this.out = out;
    this.progress = progress;
    announcement = new Announcement(out, by, publisher.published());
  }

  /**
   * What became of rules.
   *
   * @param state in force, rehearsed, waiting, or as they were
   * @param rules as they were published
   */
  record Done(State state, RuleBundle rules) {}

  /** What was published before. */
  PublishedRules published() {
    return publisher.published();
  }

  /** Whether rules wait for another than their author, whatever the trial of them shows. */
  boolean demandsApproval(RuleBundle rules) {
    return publisher.needsApproval(rules);
  }

  /**
   * Puts rules in force whose cases hold, unless they are already; where another than their author
   * must approve them, they wait for that.
   */
  Done publish(RuleBundle rules) throws IOException {
    if (announcement.isInForce(rules)) {
      return unchanged(rules);
    }
    Scrutiny scrutiny = scrutinised(rules);
    return publisher.needsApproval(rules) || scrutiny.demandsApproval()
        ? proposed(publisher.propose(rules, by.byThem()))
        : inForce(publisher.putInForce(rules, by.byThem()));
  }

  /** Lets rules decide beside those in force, muted. */
  Done rehearse(RuleBundle rules) throws IOException {
    RuleBundle rehearsed = publisher.rehearse(rules, by.byThem());
    announcement.rehearsed(rehearsed);
    return new Done(State.REHEARSING, rehearsed);
  }

  /** Puts in force what waits for approval, and another made. */
  Done approve(RuleBundle proposed) throws IOException {
    Library.requireLoads(proposed);
    return inForce(publisher.approve(proposed, by.approving(proposed)));
  }

  /** Puts in force what is rehearsed; where it must be approved, by another than its author. */
  Done promote(RuleBundle shadow) throws IOException {
    Library.requireLoads(shadow);
    Scrutiny scrutiny = scrutinised(shadow);
    if (!publisher.needsApproval(shadow) && !scrutiny.demandsApproval()) {
      return inForce(publisher.putInForce(shadow, by.promoting(shadow)));
    }
    return by.isOwn(shadow) || !by.mayApprove()
        ? proposed(publisher.propose(shadow, by.promoting(shadow)))
        : inForce(publisher.approve(shadow, by.approving(shadow)));
  }

  /** Ends the rehearsal of those rules; what is in force stays. */
  Done drop(RuleBundle shadow) throws IOException {
    publisher.endRehearsal(shadow, by.byThem());
    out.println("Rules " + shadow.version() + " are rehearsed no more.");
    return new Done(State.UNCHANGED, shadow);
  }

  /** Puts the rules of an earlier number in force again. */
  Done rollBack(RuleBundle earlier) throws IOException {
    if (announcement.isInForce(earlier)) {
      out.println("The rules of " + Named.of(earlier) + " are in force already.");
      return new Done(State.UNCHANGED, earlier);
    }
    Library.requireLoads(earlier);
    return publisher.mayRestore(earlier)
        ? inForce(publisher.restore(earlier, by.byThem()))
        : proposed(publisher.propose(earlier, by.byThem()));
  }

  private Scrutiny scrutinised(RuleBundle rules) throws IOException {
    progress.accept("Trying them on the newest events ...");
    Scrutiny scrutiny =
        Scrutiny.on(by.kafka(), rules, publisher.published().inForce().orElse(null));
    scrutiny.tell(out);
    return scrutiny;
  }

  /** Cases are no part of a version: others are kept with the same rules. */
  private Done unchanged(RuleBundle rules) throws IOException {
    RuleBundle inForce = published().inForce().orElse(rules);
    out.println("The rules " + rules.version() + " are in force already.");
    if (rules.cases() != null && !Objects.equals(rules.cases(), inForce.cases())) {
      publisher.keepCases(inForce.withCases(rules.cases()), by.byThem());
      out.println("Their cases are kept as they are written now.");
    }
    return new Done(State.UNCHANGED, inForce);
  }

  private Done inForce(RuleBundle bundle) throws IOException {
    announcement.inForce(bundle);
    return new Done(State.IN_FORCE, bundle);
  }

  private Done proposed(RuleBundle bundle) {
    announcement.proposed(bundle);
    return new Done(State.PROPOSED, bundle);
  }
}
