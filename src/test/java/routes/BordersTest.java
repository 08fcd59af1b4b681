package routes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The borders between the packages; docs/architecture.md draws them. */
@AnalyzeClasses(packages = "routes", importOptions = DoNotIncludeTests.class)
class BordersTest {
  private static final String[] WORKFLOWS = {
    "routes.diarization..",
    "routes.history..",
    "routes.lenders..",
    "routes.matching..",
    "routes.report..",
    "routes.simulation..",
    "routes.tasks..",
    "routes.turns..",
    "routes.underwriting.."
  };

  @ArchTest
  static final ArchRule lendingIsPureJava =
      noClasses()
          .that()
          .resideInAPackage("routes.lending..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.camel..",
              "io.grpc..",
              "java.sql..",
              "javax.sql..",
              "org.apache.kafka..",
              "org.springframework..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule lendingKnowsNobodyOfUs =
      noClasses()
          .that()
          .resideInAPackage("routes.lending..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "routes.api..",
              "routes.documents..",
              "routes.embedded..",
              "routes.engine..",
              "routes.hatchet..",
              "routes.history..",
              "routes.lenders..",
              "routes.matching..",
              "routes.report..",
              "routes.runtime..",
              "routes.simulation..",
              "routes.underwriting..",
              "routes.web..",
              "routes.workflow..");

  @ArchTest
  static final ArchRule clientIsUsableWithoutCamel =
      noClasses()
          .that()
          .resideInAPackage("routes.hatchet.client..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.camel..", "org.springframework..", "java.sql..");

  @ArchTest
  static final ArchRule engineKnowsNoLoansAndNoComponent =
      noClasses()
          .that()
          .resideInAPackage("routes.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "routes.hatchet..",
              "routes.lending..",
              "routes.documents..",
              "routes.lenders..",
              "routes.matching..",
              "routes.runtime..",
              "routes.underwriting..",
              "routes.embedded..",
              "org.apache.camel..");

  @ArchTest
  static final ArchRule componentKnowsNoLoansAndNoEngine =
      noClasses()
          .that()
          .resideInAPackage("routes.hatchet..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "routes.engine..",
              "routes.lending..",
              "routes.documents..",
              "routes.lenders..",
              "routes.matching..",
              "routes.runtime..",
              "routes.underwriting..",
              "routes.embedded..");

  @ArchTest
  static final ArchRule documentsKnowNoCamelAndNoDatabase =
      noClasses()
          .that()
          .resideInAPackage("routes.documents..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.camel..", "io.grpc..", "java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule openaiKnowsNobodyOfUs =
      noClasses()
          .that()
          .resideInAPackage("routes.openai..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "routes.documents..",
              "routes.engine..",
              "routes.hatchet..",
              "routes.lending..",
              "routes.lenders..",
              "routes.runtime..",
              "routes.workflow..");

  @ArchTest
  static final ArchRule workflowsDoNotKnowEachOther =
      slices()
          .matching(
              "routes.(diarization|history|lenders|matching|report|simulation|tasks|turns|underwriting)..")
          .should()
          .notDependOnEachOther()
          .as("workflows do not know each other: " + String.join(", ", WORKFLOWS));

  @ArchTest
  static final ArchRule sqlStaysInTheRoutes =
      noClasses()
          .that()
          .resideInAnyPackage(WORKFLOWS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..")
          .as("what workflows read and write is in their routes, with named parameters");
}
