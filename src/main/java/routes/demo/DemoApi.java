package routes.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The few requests of the HTTP interface that the demo makes. */
final class DemoApi {
  private static final String BOUNDARY = "----hatchet-routes-sample";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final URI root;

  DemoApi(URI root) {
    this.root = root;
  }

  JsonNode uploadLender(Path pdf, String lender) throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    write(body, part("lender_name") + "\r\n\r\n" + lender + "\r\n");
    write(body, part("file") + "; filename=\"" + pdf.getFileName() + "\"\r\n");
    write(body, "Content-Type: application/pdf\r\n\r\n");
    body.write(Files.readAllBytes(pdf));
    write(body, "\r\n--" + BOUNDARY + "--\r\n");
    return send(
        HttpRequest.newBuilder(root.resolve("/api/lenders/upload"))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  JsonNode lender(String id) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(root.resolve("/api/lenders/" + id)));
  }

  /**
   * How the newest application like one that was sent stands; absent while there is none. Somebody
   * else's may have the same reference id.
   */
  JsonNode stored(JsonNode application) throws IOException, InterruptedException {
    String query =
        URLEncoder.encode(application.path("reference_id").asText(), StandardCharsets.UTF_8);
    JsonNode list =
        send(
            HttpRequest.newBuilder(
                root.resolve("/api/loan-applications?limit=100&reference_id=" + query)));
    for (JsonNode one : list.path("applications")) {
      boolean same =
          one.path("applicant").equals(application.path("applicant").path("name"))
              && one.path("amount").asDouble()
                  == application.path("loan").path("amount").asDouble();
      if (same) {
        return one;
      }
    }
    return MissingNode.getInstance();
  }

  JsonNode matches(String applicationId) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(
            root.resolve("/api/loan-applications/" + applicationId + "/matches")));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
    JsonNode answer = json.readTree(response.body());
    if (response.statusCode() >= 400) {
      throw new IOException(answer.path("detail").asText("status " + response.statusCode()));
    }
    return answer;
  }

  private static String part(String name) {
    return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
  }

  private static void write(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
