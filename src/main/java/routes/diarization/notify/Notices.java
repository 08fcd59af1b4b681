package routes.diarization.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import routes.diarization.notify.NotifySettings.ZulipSettings;
import routes.diarization.storage.AllowedHosts;

/** Posts to webhooks and Zulip. Redirects are not followed. Thread-safe. */
public final class Notices {
  /** What a webhook is told of. */
  public static final String EVENT = "transcript.completed";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int LONGEST_ANSWER = 1 << 16;
  private static final int LONGEST_MESSAGE = 9_500;

  private final NotifySettings settings;
  private final Clock clock;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(Redirect.NEVER)
          .build();

  /** Creates it. */
  public Notices(NotifySettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Tells a webhook; again with the same key when it is tried again.
   *
   * @param own the address that the run names, else the configured one counts
   * @param key of this notice, the same for all attempts
   * @return what became of it
   * @throws IllegalArgumentException with one sentence, if the address must not be called
   * @throws IOException if it did not take it
   */
  public Map<String, Object> webhook(@Nullable String own, String key, Map<String, Object> notice)
      throws IOException, InterruptedException {
    String address = own == null ? settings.webhook() : own;
    if (address == null) {
      return Map.of("sent", false, "reason", "No webhook is configured.");
    }
    URI uri = hosts("DIARIZATION_WEBHOOK_HOSTS", settings.webhook()).check(address);
    byte[] body = json.writeValueAsBytes(notice);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(LONGEST)
            .header("Content-Type", "application/json")
            .header("X-Webhook-Event", EVENT)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofByteArray(body));
    if (settings.secret() != null) {
      request.header(
          "X-Webhook-Signature",
          Signature.of(settings.secret(), clock.instant().getEpochSecond(), body));
    }
    int status = send(request.build(), "webhook").statusCode();
    return Map.of("sent", true, "status", status, "signed", settings.secret() != null);
  }

  /**
   * Writes to the stream; the room is the topic.
   *
   * @return what became of it, with the message's id
   */
  public Map<String, Object> zulip(String room, String message)
      throws IOException, InterruptedException {
    ZulipSettings zulip = settings.zulip();
    if (zulip == null) {
      return Map.of("sent", false, "reason", "No Zulip server is configured.");
    }
    URI uri =
        hosts("DIARIZATION_ZULIP_URL", zulip.url())
            .check(zulip.url().replaceAll("/+$", "") + "/api/v1/messages");
    Map<String, String> form = new LinkedHashMap<>();
    form.put("type", "stream");
    form.put("to", zulip.stream());
    form.put("topic", room.length() <= 60 ? room : room.substring(0, 59) + "…");
    form.put(
        "content",
        message.length() <= LONGEST_MESSAGE
            ? message
            : message.substring(0, LONGEST_MESSAGE) + "…");
    String login = zulip.email() + ":" + zulip.key();
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(LONGEST)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .POST(BodyPublishers.ofString(encoded(form)))
            .build();
    HttpResponse<InputStream> answer = send(request, "Zulip");
    JsonNode read = json.readTree(answer.body().readNBytes(LONGEST_ANSWER));
    return Map.of("sent", true, "message", read.path("id").asLong());
  }

  private AllowedHosts hosts(String setting, @Nullable String configured) {
    List<String> hosts = new ArrayList<>(settings.hosts());
    if (configured != null) {
      hosts.add(String.valueOf(URI.create(configured).getHost()));
    }
    return AllowedHosts.of(setting, hosts, settings.insideHosts());
  }

  private HttpResponse<InputStream> send(HttpRequest request, String what)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer;
    try {
      answer = client.send(request, BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IOException(
          "The %s at %s does not answer.".formatted(what, request.uri().getHost()), e);
    }
    if (answer.statusCode() / 100 != 2) {
      answer.body().close();
      throw new IOException(
          "The %s at %s answered %d."
              .formatted(what, request.uri().getHost(), answer.statusCode()));
    }
    return answer;
  }

  private static String encoded(Map<String, String> form) {
    List<String> parts = new ArrayList<>();
    form.forEach(
        (name, value) -> parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return String.join("&", parts);
  }
}
