package routes.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import routes.hatchet.client.HatchetClient;
import routes.hatchet.client.RunDetails;
import routes.protocol.v1.RunStatus;

/**
 * Uploads the sample guidelines, publishes the sample application to Kafka, and prints what becomes
 * of them.
 */
public final class Demo implements Runnable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final long POLL_MILLIS = 100;
  private static final String TOPIC = "loan.application.uploaded";
  private static final List<String> LENDER_STEPS =
      List.of(
          "fetch_lender", "extract_text", "extract_policy", "validate_and_enrich", "update_lender");
  private static final List<String> LOAN_STEPS =
      List.of("prepare_matching", "calculate_matches", "finalize_matching");

  private final Path samples;
  private final DemoAddresses addresses;
  private final DemoApi api;
  private final PrintStream out;
  private final ObjectMapper json = new ObjectMapper();

  /** Creates the demo of a samples directory. */
  public Demo(Path samples, DemoAddresses addresses, PrintStream out) {
    this.samples = samples;
    this.addresses = addresses;
    this.api = new DemoApi(addresses.http());
    this.out = out;
  }

  @Override
  public void run() {
    try (HatchetClient hatchet = HatchetClient.connect(addresses.hatchet())) {
      lenders(hatchet);
      matches(application(hatchet));
    } catch (IOException | ExecutionException e) {
      out.println("  The demo stopped: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lenders(HatchetClient hatchet) throws IOException, InterruptedException {
    out.println("  Guidelines (PDF) become policies: POST /api/lenders/upload");
    Map<String, JsonNode> uploads = new LinkedHashMap<>();
    Set<Path> files = new TreeSet<>();
    try (DirectoryStream<Path> pdfs =
        Files.newDirectoryStream(samples.resolve("guidelines"), "*.pdf")) {
      pdfs.forEach(files::add);
    }
    for (Path file : files) {
      String name = name(file);
      uploads.put(name, api.uploadLender(file, name));
    }
    for (Map.Entry<String, JsonNode> upload : uploads.entrySet()) {
      String run = upload.getValue().path("workflow_run_id").asText();
      follow(hatchet, upload.getKey(), run, LENDER_STEPS);
      JsonNode lender = api.lender(upload.getValue().path("lender_id").asText());
      JsonNode policy = lender.path("policy");
      if (lender.path("status").asText().equals("failed")) {
        out.printf("    %-32s%s%n", upload.getKey(), lender.path("failure").asText());
      } else {
        out.printf(
            "    %-32s%s, %s, %s unread%n",
            upload.getKey(),
            counted(policy.path("programs").size(), "program"),
            counted(rules(policy), "rule"),
            counted(lender.path("unread").size(), "line"));
      }
    }
    out.println();
  }

  private static String counted(int number, String thing) {
    return "%d %s%s".formatted(number, thing, number == 1 ? "" : "s");
  }

  private String application(HatchetClient hatchet)
      throws IOException, InterruptedException, ExecutionException {
    ObjectNode event = json.createObjectNode();
    JsonNode application =
        json.readTree(samples.resolve("applications/delta-earthworks.json").toFile());
    event.set("application", application);
    String reference = application.path("reference_id").asText();
    publish(reference, json.writeValueAsString(event));
    out.printf("  Application %s published to Kafka topic %s%n", reference, TOPIC);
    Instant deadline = Instant.now().plus(PATIENCE);
    JsonNode stored = api.stored(application);
    while (stored.path("workflow_run_id").asText("null").equals("null")) {
      pause(deadline);
      stored = api.stored(application);
    }
    String applicant = application.path("applicant").path("name").asText();
    follow(hatchet, applicant, stored.path("workflow_run_id").asText(), LOAN_STEPS);
    out.println();
    return stored.path("id").asText();
  }

  private void publish(String key, String value) throws InterruptedException, ExecutionException {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, addresses.brokers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, key, value)).get();
    }
  }

  private void matches(String applicationId) throws IOException, InterruptedException {
    JsonNode answer = api.matches(applicationId);
    out.printf(
        "    %-5s%-32s%-14s%6s  %-28s%s%n",
        "Rank", "Lender", "Outcome", "Score", "Program", "Rate");
    for (JsonNode match : answer.path("matches")) {
      out.printf(
          "    %-5s%-32s%-14s%6s  %-28s%s%n",
          match.path("rank").asText(),
          match.path("lender").path("name").asText(),
          match.path("outcome").asText(match.path("status").asText()),
          match.path("score").asText(""),
          match.path("best_program").asText("-").replace("null", "-"),
          rate(match.path("rate_bps")));
      for (JsonNode reason : match.path("reasons")) {
        out.println("           " + reason(reason));
      }
    }
    out.printf(
        "%n    All of it: curl %s%n%n",
        addresses.http().resolve("/api/loan-applications/" + applicationId + "/matches"));
  }

  /** Prints each step as it completes. */
  private void follow(HatchetClient hatchet, String name, String run, List<String> steps)
      throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    Set<String> printed = new LinkedHashSet<>();
    while (true) {
      RunDetails details = hatchet.runs().find(run);
      if (details != null) {
        for (String step : steps) {
          RunDetails.Task task = details.tasks().get(step);
          if (task != null && task.status() == RunStatus.COMPLETED && printed.add(step)) {
            out.printf("    %-32s%d/%d %s%n", name, printed.size(), steps.size(), step);
          }
        }
        if (details.done()) {
          return;
        }
      }
      pause(deadline);
    }
  }

  private static void pause(Instant deadline) throws InterruptedException {
    if (Instant.now().isAfter(deadline)) {
      throw new InterruptedException("nothing happened for " + PATIENCE.toMinutes() + " minutes");
    }
    Thread.sleep(POLL_MILLIS);
  }

  private static int rules(JsonNode policy) {
    int rules = policy.path("allPrograms").path("criteria").size();
    for (JsonNode program : policy.path("programs")) {
      rules +=
          program.path("criteria").size()
              + program.path("preferences").size()
              + program.path("rates").size();
    }
    return rules;
  }

  private static String reason(JsonNode reason) {
    return reason.isTextual() ? reason.asText() : reason.path("message").asText(reason.toString());
  }

  private static String rate(JsonNode bps) {
    return bps.isNumber() ? "%.2f %%".formatted(bps.asInt() / 100.0) : "-";
  }

  /** {@code summit-ridge-capital.pdf} is Summit Ridge Capital's. */
  private static String name(Path file) {
    String stem = file.getFileName().toString().replaceFirst("\\.pdf$", "");
    return Arrays.stream(stem.split("-"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(" "));
  }
}
