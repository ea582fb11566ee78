package io.rtoto.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What may know what, as rules that a build can check. */
final class HouseLaw {
  private static final String FLINK = "org.apache.flink..";
  private static final String KAFKA = "org.apache.kafka..";
  private static final String CONNECTORS = "org.apache.flink.connector..";

  /** Who is who, as pure rules: a language that the features share. */
  private static final String PROTOCOL = "io.rtoto.jobs.identity.protocol..";

  /** The arrows of the README's map: what each module knows beside itself. */
  private static final Map<String, List<String>> ARROWS = arrows();

  /** Every law by its sentence. */
  static final Map<String, ArchRule> ALL = all();

  private HouseLaw() {}

  private static Map<String, ArchRule> all() {
    Map<String, ArchRule> laws = new LinkedHashMap<>();
    laws.put(
        "schemas stand alone",
        classes()
            .that()
            .resideInAPackage("io.rtoto.schemas..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "io.rtoto.schemas..",
                "java..",
                // How names are hashed.
                "javax.crypto..",
                "com.fasterxml.jackson..",
                "org.jspecify.."));
    laws.put(
        "facts are plain records",
        classes()
            .that()
            .resideInAPackage("io.rtoto.rules.facts..")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should(bePlainData()));
    laws.put(
        "rules know no Flink, no Kafka and no HTTP",
        noClasses()
            .that()
            .resideInAPackage("io.rtoto.rules..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FLINK, KAFKA, "io.vertx..", "java.net.http.."));
    laws.put(
        "only the rule book and the compiler of rules know Drools",
        noClasses()
            .that(
                are(resideOutsideOfPackage("io.rtoto.rules"))
                    .and(not(are(type("io.rtoto.rules.authoring.RuleFilesCompiler")))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.drools..", "org.kie.."));
    laws.put(
        "in the jobs, Kafka stays at the edge",
        noClasses()
            .that(
                are(resideInAnyPackage("io.rtoto.jobs.."))
                    .and(are(resideOutsideOfPackage("io.rtoto.jobs.io.."))))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(KAFKA, CONNECTORS));
    laws.put(
        "in the gateway, Kafka stays with those who write a topic or read one",
        noClasses()
            .that()
            .resideInAPackage("io.rtoto.gateway..")
            .and(
                not(
                    are(
                        type(
                            "io.rtoto.gateway.Health",
                            "io.rtoto.gateway.audit.AuditLog",
                            "io.rtoto.gateway.collect.Collect",
                            "io.rtoto.gateway.collect.EventLog",
                            "io.rtoto.gateway.dashboard.LiveTail",
                            "io.rtoto.gateway.dashboard.MeasuredTail",
                            "io.rtoto.gateway.desk.Batch",
                            "io.rtoto.gateway.desk.ContactRepository",
                            "io.rtoto.gateway.desk.ContactWriter",
                            "io.rtoto.gateway.push.OfferTail",
                            "io.rtoto.gateway.rulebooks.RuleTail",
                            "io.rtoto.gateway.shop.Shelves",
                            "io.rtoto.gateway.topics.TopicFollower"))))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(KAFKA));
    laws.put(
        "features of the jobs do not import each other",
        slices()
            .matching(
                "io.rtoto.jobs.(intake|identity|association|engagement|audience|measurement)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), resideInAPackage(PROTOCOL)));
    laws.put(
        "a customer's memory, which the features share, knows none of them",
        noClasses()
            .that()
            .resideInAPackage("io.rtoto.jobs.memory..")
            .should()
            .dependOnClassesThat(
                are(resideInAnyPackage(
                        "io.rtoto.jobs.intake..",
                        "io.rtoto.jobs.identity..",
                        "io.rtoto.jobs.association..",
                        "io.rtoto.jobs.engagement..",
                        "io.rtoto.jobs.audience..",
                        "io.rtoto.jobs.measurement.."))
                    .and(are(resideOutsideOfPackage(PROTOCOL)))));
    laws.put(
        "features of the gateway do not import each other",
        slices()
            .matching(
                "io.rtoto.gateway.(client|collect|dashboard|desk|operations|push|rulebooks|shop)..")
            .should()
            .notDependOnEachOther());
    laws.put(
        "in a feature, only jobs, functions and what is kept in their state know Flink",
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.rtoto.jobs.intake..",
                "io.rtoto.jobs.identity..",
                "io.rtoto.jobs.association..",
                "io.rtoto.jobs.engagement..",
                "io.rtoto.jobs.audience..",
                "io.rtoto.jobs.measurement..")
            .and()
            .haveNameNotMatching(".*((Job|Function)(\\$.*)?|\\.Kept[^.$]*)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(FLINK));
    laws.put(
        "the identity protocol knows nothing but identifiers and orders",
        classes()
            .that()
            .resideInAPackage(PROTOCOL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                PROTOCOL,
                "io.rtoto.schemas",
                // What a trigger passes on.
                "io.rtoto.schemas.identity",
                // How a message is spelt on the loop.
                "com.fasterxml.jackson.annotation..",
                "java..",
                "org.jspecify.."));
    laws.put(
        "the models of attrition, replenishment and uplift know nothing but purchases",
        classes()
            .that()
            .resideInAnyPackage(
                "io.rtoto.jobs.attrition..",
                "io.rtoto.jobs.replenishment..",
                "io.rtoto.jobs.measurement.uplift..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "io.rtoto.jobs.attrition..",
                "io.rtoto.jobs.replenishment..",
                "io.rtoto.jobs.measurement.uplift..",
                "io.rtoto.schemas",
                "io.rtoto.schemas.models..",
                "java..",
                "org.hipparchus..",
                "org.jspecify.."));
    ARROWS.forEach(
        (module, known) ->
            laws.put(
                module
                    + " knows of our own "
                    + (known.isEmpty() ? "nothing" : "only " + String.join(", ", known)),
                knowsOfOurOwnOnly(module, known)));
    laws.put(
        "packages go in no circle",
        slices()
            .matching("io.rtoto.(**)")
            .should()
            .beFreeOfCycles()
            // The reader of events stands beside the money and identifiers that events are made of.
            .ignoreDependency(resideInAPackage("io.rtoto.schemas"), alwaysTrue()));
    laws.put(
        "what is decided hangs on no clock",
        noClasses()
            .that()
            .resideInAnyPackage("io.rtoto.schemas..", "io.rtoto.rules..", "io.rtoto.jobs..")
            .should()
            .accessTargetWhere(TimeAndChance.HANGS_ON_A_CLOCK));
    laws.put(
        "only commands and settings make a clock",
        noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Command")
            .and()
            .haveSimpleNameNotEndingWith("Settings")
            .should()
            .accessTargetWhere(TimeAndChance.READS_THE_TIME));
    laws.put(
        "chance has a seed, and a place in the demo shop only",
        noClasses().should().accessTargetWhere(TimeAndChance.IS_LEFT_TO_CHANCE));
    laws.put(
        "names say what",
        noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Wrapper)(\\$.*)?"));
    laws.put(
        "classes are final",
        classes()
            .that()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            .areNotAnonymousClasses()
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .haveModifier(JavaModifier.FINAL));
    return laws;
  }

  private static Map<String, List<String>> arrows() {
    Map<String, List<String>> arrows = new LinkedHashMap<>();
    arrows.put("rules", List.of("schemas"));
    arrows.put("jobs", List.of("rules", "schemas"));
    arrows.put("gateway", List.of("schemas"));
    arrows.put("local", List.of("schemas"));
    arrows.put("browser", List.of());
    arrows.put("bench", List.of("local", "jobs", "gateway", "rules", "schemas"));
    return arrows;
  }

  private static ArchRule knowsOfOurOwnOnly(String module, List<String> known) {
    String[] allowed =
        Stream.concat(Stream.of(module), known.stream())
            .map(HouseLaw::packagesOf)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(packagesOf(module))
        .should()
        .dependOnClassesThat(
            are(resideInAPackage("io.rtoto..")).and(not(are(resideInAnyPackage(allowed)))));
  }

  private static String packagesOf(String module) {
    return "io.rtoto." + module + "..";
  }

  /** One of those classes, or a class within it. */
  private static DescribedPredicate<JavaClass> type(String... names) {
    Set<String> meant = Set.of(names);
    return DescribedPredicate.describe(
        "one of " + String.join(", ", names),
        item -> meant.contains(item.getName().replaceFirst("\\$.*", "")));
  }

  private static ArchCondition<JavaClass> bePlainData() {
    return new ArchCondition<>("be a record, an enum, or a closed set of them") {
      @Override
      public void check(JavaClass item, ConditionEvents events) {
        boolean plain =
            item.isRecord() || item.isEnum() || item.isInterface() || item.isAnnotation();
        events.add(
            new SimpleConditionEvent(
                item, plain, item.getName() + (plain ? " is plain data" : " is not plain data")));
      }
    };
  }
}
