package io.rtoto.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import io.rtoto.local.Retailer;
import java.lang.management.ThreadMXBean;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.flink.streaming.api.TimerService;

/** The ways in which a class can learn the time, or throw dice, without being told to. */
final class TimeAndChance {
  private static final String DEMO_SHOP = "io.rtoto.cli.shop";
  private static final Set<String> MEASURED_SHOPS =
      Set.of("io.rtoto.bench.UpliftMonth", "io.rtoto.bench.Visitors");
  private static final Set<String> AWAIT_ANOTHER =
      Set.of(
          "io.rtoto.jobs.identity.LeafFunction$Outputs",
          "io.rtoto.jobs.time.Review",
          "io.rtoto.jobs.time.WakeUp",
          "io.rtoto.jobs.time.Telling",
          "io.rtoto.jobs.association.SoldOutFunction");

  /** Asks the machine what time it is, or makes something that will. */
  static final DescribedPredicate<JavaAccess<?>> READS_THE_TIME =
      describe("what reads the machine's time", TimeAndChance::readsTheTime);

  /** That too, and everything else by which two runs could differ in time. */
  static final DescribedPredicate<JavaAccess<?>> HANGS_ON_A_CLOCK =
      describe(
          "what hangs on a clock",
          access ->
              readsTheTime(access)
                  || (usesAClock(access.getTarget()) && !onlyMeasures(access.getOriginOwner()))
                  || measuresWork(access)
                  || (wakesByAClock(access.getTarget())
                      && !awaitsAnother(access.getOriginOwner())));

  /** Throws dice without a seed, or away from the made-up shops. */
  static final DescribedPredicate<JavaAccess<?>> IS_LEFT_TO_CHANCE =
      describe("what is left to chance", TimeAndChance::isLeftToChance);

  private TimeAndChance() {}

  private static boolean readsTheTime(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    JavaClass owner = target.getOwner();
    return (owner.getPackageName().startsWith("java.time") && target.getName().equals("now"))
        || (owner.isAssignableTo(InstantSource.class) && target.getName().startsWith("system"))
        || is(target, System.class, "currentTimeMillis")
        || is(target, Calendar.class, "getInstance")
        || (owner.isEquivalentTo(Date.class) && isBareConstructor(target));
  }

  private static boolean usesAClock(AccessTarget target) {
    return target.getOwner().isAssignableTo(InstantSource.class)
        || is(target, System.class, "nanoTime");
  }

  /** What something costs is told, and decides nothing. */
  private static boolean onlyMeasures(JavaClass origin) {
    return origin.getName().equals("io.rtoto.jobs.telemetry.Stopwatch");
  }

  /**
   * How long a thread has worked tells which rule is taken out, and decides nothing at an event.
   */
  private static boolean measuresWork(JavaAccess<?> access) {
    return access.getTarget().getOwner().isEquivalentTo(ThreadMXBean.class)
        && !access.getOriginOwner().getName().equals("io.rtoto.rules.sandbox.CpuBudget");
  }

  private static boolean wakesByAClock(AccessTarget target) {
    return is(target, TimerService.class, "registerProcessingTimeTimer");
  }

  /**
   * Those who wait for a moment for what travels another way: a label that comes back after an
   * order, an answer and its look. No time of an event tells when that is. And who waits so as to
   * tell several changes at once: that decides nothing. Nor does who looks once a day whether newer
   * rules or models have anything due: when that is, they say, in the time of the stream. Nor who
   * forgets after more than a year what the catalogue has no more: no replay lasts so long.
   */
  private static boolean awaitsAnother(JavaClass origin) {
    return AWAIT_ANOTHER.contains(origin.getName());
  }

  private static boolean isLeftToChance(JavaAccess<?> access) {
    AccessTarget target = access.getTarget();
    JavaClass owner = target.getOwner();
    if (owner.isEquivalentTo(SplittableRandom.class)) {
      return isBareConstructor(target) || !isInAMadeUpShop(access.getOriginOwner());
    }
    return owner.isAssignableTo(Random.class)
        || owner.isAssignableTo(RandomGenerator.class)
        || is(target, Math.class, "random")
        || is(target, UUID.class, "randomUUID")
        || is(target, Collections.class, "shuffle");
  }

  private static boolean isInAMadeUpShop(JavaClass origin) {
    return (origin.getPackageName() + ".").startsWith(DEMO_SHOP + ".")
        || origin.isEquivalentTo(Retailer.class)
        || MEASURED_SHOPS.contains(origin.getName());
  }

  private static boolean is(AccessTarget target, Class<?> owner, String name) {
    return target.getOwner().isEquivalentTo(owner) && target.getName().equals(name);
  }

  private static boolean isBareConstructor(AccessTarget target) {
    return target instanceof AccessTarget.ConstructorCallTarget constructor
        && constructor.getRawParameterTypes().isEmpty();
  }
}
