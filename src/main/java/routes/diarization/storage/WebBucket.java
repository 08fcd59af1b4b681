package routes.diarization.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Tracks by http and https, such as presigned addresses, from allowed hosts only. The bucket plays
 * no part. What lies there is not ours to delete.
 */
public final class WebBucket implements Bucket {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofSeconds(280);

  private final AllowedHosts hosts;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(Redirect.NEVER).build();

  /** Creates it. */
  public WebBucket(AllowedHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public boolean has(String bucket, String key) throws IOException {
    // Presigned addresses are for GET alone; what can be known before is that it may be asked.
    hosts.check(key);
    return true;
  }

  @Override
  public void fetch(String bucket, String key, Path target, long most)
      throws IOException, InterruptedException {
    URI uri = hosts.check(key);
    save(client, HttpRequest.newBuilder(uri).timeout(LONGEST).build(), target, most);
  }

  /** Saves what a request answers. */
  static void save(HttpClient client, HttpRequest request, Path target, long most)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      String host = request.uri().getHost();
      if (answer.statusCode() == 404 || answer.statusCode() == 403 || answer.statusCode() == 410) {
        throw new NotThereException(
            "%s answered %d for the track: check its address or key, and that it may be read."
                .formatted(host, answer.statusCode()));
      }
      if (answer.statusCode() != 200) {
        throw new IOException(
            "%s answered %d instead of the track.".formatted(host, answer.statusCode()));
      }
      try (OutputStream out = Files.newOutputStream(target)) {
        byte[] bytes = new byte[1 << 16];
        long total = 0;
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
          total += read;
          if (total > most) {
            throw TooLarge.of(most);
          }
          out.write(bytes, 0, read);
        }
      }
    }
  }

  @Override
  public boolean delete(String bucket, String key) {
    return false;
  }
}
