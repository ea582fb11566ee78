package io.rtoto.jobs.engagement;

import static io.rtoto.jobs.rig.Customers.ANNA;
import static io.rtoto.jobs.rig.Customers.NOON;
import static io.rtoto.jobs.rig.Customers.SHOES;
import static org.assertj.core.api.Assertions.assertThat;

import io.rtoto.rules.sandbox.RuleClassLoader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;

/** A version of the rules leaves nothing behind when another takes its place. */
final class ReloadsTest {
  private static final int RELOADS = 300;

  /** What is loaded once, and what the JVM learns by itself, is there by then. */
  private static final int WARM_UP = 30;

  @Test
  void leaveOneClassLoaderAndOneKieBaseAndTheHeapAsItWas() throws Exception {
    try (Journey journey = Journey.live()) {
      reload(journey, 0, WARM_UP);
      long before = heap();

      reload(journey, WARM_UP, WARM_UP + RELOADS);

      String alive = histogram();
      assertThat(instances(alive, RuleClassLoader.class.getName())).isEqualTo(1);
      assertThat(instances(alive, "org.drools.kiesession.rulebase.SessionsAwareKnowledgeBase"))
          .isEqualTo(1);
      assertThat(SharedRuleBooks.editions()).isEqualTo(1);
      assertThat(heap()).isLessThan(before + before / 10);
    }
    assertThat(SharedRuleBooks.editions()).isZero();
  }

  /** Each version is asked: what it takes to answer is what might stay. */
  private static void reload(Journey journey, int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      // The same rules as another version: they are loaded as if they were others.
      journey.rules(Rules.claiming("v" + i, Rules.AT_FIRST_ORDERS)).rulesAreThere();
      journey.takes(ANNA.orders(NOON.plus(Duration.ofDays(i)), SHOES));
    }
  }

  private static long heap() throws JMException {
    return number(histogram(), "Total", 2);
  }

  private static long instances(String histogram, String type) {
    return number(histogram, type, 1);
  }

  private static long number(String histogram, String line, int column) {
    return histogram
        .lines()
        .map(each -> each.strip().split("\\s+"))
        .filter(words -> words.length > 2)
        .filter(words -> words[0].equals(line) || (words.length > 3 && words[3].equals(line)))
        .mapToLong(words -> Long.parseLong(words[column]))
        .sum();
  }

  /** What is alive, by class: the JVM collects its garbage first. */
  private static String histogram() throws JMException {
    return (String)
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
  }
}
