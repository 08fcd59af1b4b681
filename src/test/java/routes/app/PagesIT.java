package routes.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages for people, in a real browser, over the application as it runs. */
class PagesIT {
  /** A lender who would like to run something in the pages of others. */
  private static final String HOSTILE =
      "<script>window.ran=1</script><img src=x onerror=\"window.ran=1\">";

  @TempDir static Path directory;
  private static RunningApplication application;
  private static Browser browser;
  private static String lender;
  private static String loan;
  private static String talk;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> chromium = Browser.find();
    if (System.getenv("CI") == null) {
      Assumptions.assumeTrue(
          chromium.isPresent(), "No chromium in the PATH: the pages are not tested. Install it.");
    }
    assertThat(chromium).as("chromium in the PATH").isPresent();
    application = SharedApplication.empty();
    browser = Browser.start(chromium.get(), Files.createDirectories(directory.resolve("browser")));
    emptyPagesSayWhatToDo();
    application.post("/api/lenders", Samples.policy("Easy Capital", 600));
    application.post(
        "/api/lenders",
        Samples.policy("HOSTILE", 700).replace("HOSTILE", HOSTILE.replace("\"", "\\\"")));
    HttpResponse<String> uploaded =
        application.upload(
            "/api/lenders/upload",
            Map.of(
                "lender_name",
                "Juniper Vendor Finance",
                "policy_details",
                "No loans to dentists, says Ms Hale.",
                "created_by",
                "broker-7"),
            "juniper.pdf",
            Files.readAllBytes(Path.of("samples/guidelines/juniper-vendor-finance.pdf")));
    lender = application.tree(uploaded.body()).path("lender_id").asText();
    application.waitUntilCompleted("/api/lenders/" + lender);
    HttpResponse<String> created =
        application.post(
            "/api/loan-applications",
            Files.readString(Path.of("samples/applications/delta-earthworks.json")));
    loan = application.tree(created.body()).path("application_id").asText();
    conversation();
    application.waitUntilCompleted("/api/loan-applications/" + loan);
  }

  private static void conversation() {
    HttpResponse<String> said =
        application.post(
            "/api/v1/turns", TurnsIT.message("paula", "m1", HOSTILE.replace("\"", "'")));
    talk = application.tree(said.body()).path("session_id").asText();
  }

  @Test
  void aConversationIsSeenAndGoesOn() {
    browser.open(application.uri("/conversations"));
    browser.waitForText("paula");
    browser.click("a[href='/conversations/%s']".formatted(talk));
    browser.waitForText("There is no application on file for you.");
    browser.waitForText("<script>window.ran=1</script>");
    browser.fill(".card textarea", "Hello!");
    browser.click(".card form button.main");
    browser.waitForText("Which application is it about?");
    browser.waitForText("Committed");
    assertThat(browser.is("window.ran")).isFalse();
  }

  private static void emptyPagesSayWhatToDo() {
    browser.open(application.uri("/"));
    browser.waitForText("No applications yet");
    assertThat(browser.is("document.querySelector('.empty a[href=\"/applications/new\"]')"))
        .isTrue();
    browser.open(application.uri("/lenders"));
    browser.waitForText("Drop the PDF of a lender’s guideline");
    assertThat(browser.accessibility()).isEmpty();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothingWentWrongUnseen() {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.eval("String(window.ran)")).isEqualTo("undefined");
    browser.look(1280, false);
  }

  @Test
  void theRunsAreSeenWithTheirStepsTimesAndLogs() {
    browser.open(application.uri("/runs"));
    browser.waitForText("Success rate");
    browser.waitFor("document.querySelectorAll('button.link').length > 1");
    assertThat(browser.accessibility()).isEmpty();
    browser.click("button[aria-label='Only runs of lender-processing']");
    browser.waitFor(
        "location.search.includes('workflow=lender-processing')"
            + " && [...document.querySelectorAll('th a')].every(a => a.innerText === 'lender-processing')"
            + " && document.querySelectorAll('th a').length > 0");
    browser.click("th a");
    browser.waitForText("extract_policy");
    browser.waitForText("Processing lender ID");
    assertThat(browser.eval("document.querySelector('svg.graph').getAttribute('aria-label')"))
        .contains("update_lender done, after");
    assertThat(browser.is("document.querySelectorAll('svg.graph .node.good').length === 5"))
        .isTrue();
    assertThat(browser.is("document.querySelectorAll('svg.graph .edge').length === 4")).isTrue();
    assertThat(browser.text()).contains("Run it again");
    assertThat(browser.accessibility()).isEmpty();
  }

  @Test
  void anApplicationShowsItsRankedLendersAndEveryCriterion() {
    browser.open(application.uri("/applications"));
    browser.waitForText("Delta Earthworks LLC");
    browser.click("a[href='/applications/%s']".formatted(loan));
    browser.waitForText("Easy Capital");
    assertThat(browser.eval("document.title")).startsWith("Delta Earthworks LLC");
    assertThat(browser.eval("document.activeElement.tagName")).isEqualTo("H1");
    browser.click(".tile.bad");
    browser.waitFor("document.querySelectorAll('.match').length === 1");
    browser.click(".match > summary");
    browser.waitForText("What is your minimum loan amount?");
    browser.waitForText("at least 675");
    String text = browser.text();
    assertThat(text)
        .contains("Loan amount $85,000 is above the range of $5,000 to $75,000.")
        .contains("Ask for $75,000 or less.")
        .contains("at least 675")
        .contains("The application does not give the trade lines");
    JsonNode match =
        application
            .getJson("/api/loan-applications/%s/matches/%s".formatted(loan, lender))
            .path("programs")
            .path(0);
    assertThat(browser.eval("document.querySelectorAll('.criteria tbody tr').length"))
        .isEqualTo(Integer.toString(match.path("criteria").size()));
    browser.click(".criteria button.source");
    browser.waitFor("document.querySelector('dialog[open] blockquote')");
    assertThat(browser.eval("document.querySelector('dialog[open]').getAttribute('aria-label')"))
        .isEqualTo("Juniper Vendor Finance, page 1");
    if (pagePictures()) {
      assertThat(browser.eval("document.querySelector('dialog[open] img').getAttribute('src')"))
          .contains("/pages/1.png?quote=");
    }
    browser.press("Escape");
    browser.waitFor("!document.querySelector('dialog')");
  }

  @Test
  void aLenderShowsTheDocumentBesideWhatWasRead() {
    browser.open(application.uri("/lenders/" + lender));
    browser.waitForText("What is your minimum FICO score?");
    assertThat(browser.text()).contains("No loans to dentists, says Ms Hale.").contains("broker-7");
    if (pagePictures()) {
      browser.eval(
          "[...document.querySelectorAll('.rule')].find(r =>"
              + " r.innerText.includes('FICO')).click()");
      browser.waitFor("document.querySelectorAll('.rule[aria-current]').length === 1");
      assertThat(browser.eval("document.querySelector('.paper img').getAttribute('src')"))
          .contains("/pages/1.png?quote=What%20is%20your%20minimum%20FICO%20score");
    } else {
      assertThat(browser.is("document.querySelector('a[href^=\"/api/documents/\"][download]')"))
          .isTrue();
    }
  }

  private static boolean pagePictures() {
    return application
        .getJson("/api/openapi.json")
        .path("paths")
        .has("/documents/{id}/pages/{page}");
  }

  @Test
  void aNewApplicationIsRefusedAtItsFieldAndTakenWhenMended() {
    browser.open(application.uri("/applications/new"));
    browser.fill("[name='applicant.name']", "By Hand Inc");
    browser.fill("[name='guarantors[0].fico_score']", "9999");
    browser.fill("[name='loan.amount']", "$42,000");
    browser.press("Enter");
    browser.waitFor("document.querySelector('[aria-invalid]')");
    assertThat(browser.eval("document.activeElement.name")).isEqualTo("guarantors[0].fico_score");
    assertThat(
            browser.eval(
                "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"))
        .contains("850");
    // The browser notes the refusal itself.
    assertThat(browser.complaints()).allSatisfy(it -> assertThat(it).contains("400"));
    browser.fill("[name='guarantors[0].fico_score']", "720");
    browser.press("Enter");
    browser.waitForText("Easy Capital");
    assertThat(browser.text()).contains("By Hand Inc").contains("$42,000");
  }

  @Test
  void anApplicationIsDroppedOnThePage() {
    browser.open(application.uri("/applications/new"));
    browser.drop(".drop", Path.of("samples/applications/crestline-dental.json").toAbsolutePath());
    browser.waitForText("Easy Capital");
    assertThat(browser.text()).contains("Crestline Dental");
  }

  @Test
  void aGuidelineIsDroppedNamedAndReadWhileItsProgressIsShown() {
    browser.open(application.uri("/lenders"));
    browser.drop(".drop", Path.of("samples/guidelines/old-mill-bank.pdf").toAbsolutePath());
    browser.waitFor("document.querySelector('form.upload input')");
    assertThat(browser.eval("document.querySelector('form.upload input').value"))
        .isEqualTo("Old Mill Bank");
    browser.press("Enter");
    browser.waitFor("document.querySelectorAll('.rules li').length > 5");
    assertThat(browser.text()).contains("Old Mill Bank");
    String id = browser.eval("location.pathname.split('/').pop()");
    application.delete("/api/lenders/" + id);
  }

  @Test
  void whatWaitsForAPersonIsInOnePlaceUntilItWasLookedAt() {
    String open =
        application
            .tree(
                application
                    .post(
                        "/api/lenders",
                        Samples.policy("Curious Capital", 600)
                            .replace("\"fico_score\"", "\"my.own_score\""))
                    .body())
            .path("lender_id")
            .asText();
    String id =
        application
            .tree(
                application
                    .post("/api/loan-applications", Samples.application("WAITS-1", 700))
                    .body())
            .path("application_id")
            .asText();
    application.waitUntilCompleted("/api/loan-applications/" + id);
    browser.open(application.uri("/review"));
    browser.waitForText("Curious Capital");
    assertThat(browser.text()).contains("The application does not give my.own_score");
    assertThat(
            browser.is("document.querySelector('a[href=\"/lenders/%s/edit\"]')".formatted(lender)))
        .isTrue();
    browser.click("a.button[href='/applications/%s']".formatted(id));
    browser.waitFor("location.pathname === '/applications/%s'".formatted(id));
    browser.open(application.uri("/review"));
    browser.waitForText("Curious Capital");
    browser.eval(
        "document.querySelector('.waits a[href=\"/applications/%s\"]').closest('.waits').querySelector('button').click()"
            .formatted(id));
    browser.waitFor("!document.querySelector('.waits a[href=\"/applications/%s\"]')".formatted(id));
    assertThat(browser.eval("document.activeElement.id")).isEqualTo("applications");
    assertThat(application.get("/api/review/applications").body()).doesNotContain(id);
    application.send(
        "PUT", "/api/loan-applications/%s/review".formatted(id), "{\"reviewed\": false}");
    assertThat(application.get("/api/review/applications").body()).contains(id);
    application.delete("/api/loan-applications/" + id);
    application.delete("/api/lenders/" + open);
  }

  @Test
  void aPolicyIsEditedIntoADraftAndTheServersSentenceStandsAtItsField() {
    String id =
        application
            .tree(application.post("/api/lenders", Samples.policy("Editable Capital", 600)).body())
            .path("lender_id")
            .asText();
    browser.open(application.uri("/lenders/" + id));
    browser.waitForText("It decides");
    browser.click("a[href^='/lenders/%s/edit']".formatted(id));
    browser.waitFor("document.querySelectorAll('fieldset.edited').length === 3");
    browser.eval("[...document.querySelectorAll('.edited textarea')][1].value = 'abc'");
    browser.click("form button.main");
    browser.waitFor("document.querySelector('[aria-invalid]')");
    assertThat(
            browser.eval(
                "document.getElementById(document.activeElement.getAttribute('aria-describedby')).textContent"))
        .contains("programs[0].criteria[0].value")
        .contains("give one number");
    assertThat(browser.accessibility()).isEmpty();
    assertThat(browser.complaints()).allSatisfy(it -> assertThat(it).contains("400"));
    browser.eval("[...document.querySelectorAll('.edited textarea')][1].value = '640'");
    browser.eval("document.querySelectorAll('.edited')[2].querySelector('button.danger').click()");
    browser.waitFor("document.querySelectorAll('fieldset.edited').length === 2");
    browser.click(".group button.small:not(.danger)");
    browser.waitFor("document.querySelectorAll('fieldset.edited').length === 3");
    browser.eval(
        """
        (() => { const rule = document.querySelectorAll('fieldset.edited')[1];
          rule.querySelector('input').value = 'time_in_business';
          rule.querySelector('textarea').value = '2';
          rule.querySelectorAll('input')[1].value = 'years'; })()""");
    browser.click("form button.main");
    browser.waitForText("3 differences");
    String draft = browser.eval("new URLSearchParams(location.search).get('version')");
    JsonNode saved = application.getJson("/api/lenders/%s/policies/%s".formatted(id, draft));
    assertThat(saved.path("status").asText()).isEqualTo("draft");
    assertThat(saved.at("/policy/programs/0/criteria")).hasSize(1);
    assertThat(saved.at("/policy/programs/0/criteria/0/value").asInt()).isEqualTo(640);
    assertThat(saved.at("/policy/programs/0/criteria/0/quote").asText()).isEqualTo("600+ FICO");
    assertThat(saved.at("/policy/allPrograms/criteria/1/type").asText())
        .isEqualTo("time_in_business");
    assertThat(saved.at("/policy/programs/0/rates/0/rateBps").asInt()).isEqualTo(725);
    application.delete("/api/lenders/" + id);
  }

  @Test
  void everythingCanBeReachedByKeyboard() {
    browser.open(application.uri("/applications/" + loan));
    browser.waitForText("Easy Capital");
    browser.press("Tab");
    assertThat(browser.eval("document.activeElement.className")).isEqualTo("skip");
    for (int i = 0;
        i < 20 && !browser.is("document.activeElement.matches('.match > summary')");
        i++) {
      browser.press("Tab");
    }
    browser.press("Enter");
    browser.waitFor("document.querySelector('.match[open] .criteria')");
  }

  @Test
  void aNameThatIsMarkupIsShownAsItIs() {
    browser.open(application.uri("/lenders"));
    browser.waitForText("<script>window.ran=1</script>");
    assertThat(browser.is("document.querySelector('main script, main img[src=x]')")).isFalse();
    browser.eval(
        "[...document.querySelectorAll('.list a')].find(a =>"
            + " a.textContent.startsWith('<script>')).click()");
    browser.waitFor("document.querySelector('h1').textContent.startsWith('<script>')");
  }

  @ParameterizedTest
  @CsvSource({
    "/applications,false",
    "/applications/new,true",
    "/applications/LOAN,false",
    "/applications/LOAN,true",
    "/lenders,true",
    "/lenders/LENDER,false",
    "/lenders/LENDER,true",
    "/lenders/nowhere,false",
    "/review,false",
    "/review,true",
    "/lenders/LENDER/edit,false",
    "/lenders/LENDER/edit,true",
    "/simulate,true",
    "/lenders/LENDER/compare,false",
    "/conversations,true",
    "/conversations/TALK,false",
    "/conversations/TALK,true"
  })
  void nobodyIsLeftOut(String page, boolean dark) {
    browser.look(1280, dark);
    browser.open(
        application.uri(
            page.replace("LOAN", loan).replace("LENDER", lender).replace("TALK", talk)));
    if (page.contains("/applications/LOAN")) {
      browser.click(".match > summary");
      browser.waitFor("document.querySelector('.criteria')");
    }
    if (page.equals("/review") || page.endsWith("/edit")) {
      browser.waitFor("document.querySelector('.waits, .edited')");
    }
    assertThat(browser.accessibility()).isEmpty();
    browser.look(400, dark);
    assertThat(
            browser.eval(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .isEqualTo("0");
    assertThat(browser.accessibility()).isEmpty();
  }

  @Test
  void thePagesRunNothingButTheirOwnFiles() {
    HttpResponse<String> page = application.get("/applications/" + loan);
    String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
    assertThat(policy).contains("default-src 'none'").contains("script-src 'self';");
    assertThat(policy).doesNotContain("unsafe").doesNotContain("http");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(page.body()).doesNotContain("onclick").doesNotContain("style=");
    assertThat(List.of(page.body().split("<script", -1))).hasSize(2);
  }
}
