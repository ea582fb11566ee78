package io.rtoto.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** What may know what, as rules that a build can check. */
final class HouseLaw {
  private static final String FLINK = "org.apache.flink..";
  private static final String KAFKA = "org.apache.kafka..";
  private static final String CONNECTORS = "org.apache.flink.connector..";

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
                "io.rtoto.schemas..", "java..", "com.fasterxml.jackson..", "org.jspecify.."));
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
        "only the rules know Drools",
        noClasses()
            .that()
            .resideOutsideOfPackage("io.rtoto.rules..")
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
        "features do not import each other",
        slices()
            .matching("io.rtoto.jobs.(intake|identity|association|engagement|measurement)..")
            .should()
            .notDependOnEachOther());
    laws.put(
        "in a feature, only jobs and functions know Flink",
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.rtoto.jobs.intake..",
                "io.rtoto.jobs.identity..",
                "io.rtoto.jobs.association..",
                "io.rtoto.jobs.engagement..")
            .and()
            .haveNameNotMatching(".*(Job|Function)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(FLINK));
    laws.put(
        "the gateway knows of our own only the schemas",
        noClasses()
            .that()
            .resideInAPackage("io.rtoto.gateway..")
            .should()
            .dependOnClassesThat(
                are(resideInAnyPackage("io.rtoto.."))
                    .and(
                        not(are(resideInAnyPackage("io.rtoto.gateway..", "io.rtoto.schemas.."))))));
    laws.put(
        "nobody below main reads the clock",
        noClasses()
            .that()
            .resideInAnyPackage("io.rtoto.schemas..", "io.rtoto.rules..", "io.rtoto.jobs..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC"));
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
