package routes.openai;

import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIIoException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Carries the SDK's calls by the JDK's HTTP client. It follows no redirect, so that a server can
 * send us nowhere else, takes answers of a bounded size, and bounds the time of a whole answer, not
 * only of its beginning. Thread-safe.
 */
final class Transport implements com.openai.core.http.HttpClient {

  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Headers that the JDK's client writes itself. */
  private static final Set<String> OWN = Set.of("content-length", "host", "connection", "expect");

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  private final Duration timeout;
  private final int mostBytes;
  private final boolean privateHosts;

  /**
   * A transport.
   *
   * @param timeout longest time of a call
   * @param mostBytes largest answer
   * @param privateHosts whether names may stand for addresses of a private network
   */
  Transport(Duration timeout, int mostBytes, boolean privateHosts) {
    this.timeout = timeout;
    this.mostBytes = mostBytes;
    this.privateHosts = privateHosts;
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    Duration limit = limit(options);
    CompletableFuture<java.net.http.HttpResponse<byte[]>> answer;
    try {
      URI uri = URI.create(request.url());
      Destinations.check(uri, privateHosts);
      answer =
          http.sendAsync(
              translated(uri, request, limit),
              info -> new LimitedBody(BodyHandlers.ofByteArray().apply(info), mostBytes));
    } catch (IOException e) {
      throw new OpenAIIoException(sentence(e), e);
    }
    try {
      return new Answer(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new OpenAIIoException("no whole answer within %,d ms".formatted(limit.toMillis()), e);
    } catch (ExecutionException e) {
      throw new OpenAIIoException(sentence(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OpenAIIoException("the call was interrupted", e);
    } finally {
      answer.cancel(true);
    }
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    return CompletableFuture.supplyAsync(() -> execute(request, options));
  }

  private Duration limit(RequestOptions options) {
    Timeout asked = options.getTimeout();
    Duration request = asked == null ? timeout : asked.request();
    return request.isZero() || request.compareTo(timeout) > 0 ? timeout : request;
  }

  private static String sentence(@Nullable Throwable fault) {
    String message = fault == null ? null : fault.getMessage();
    return message == null || message.isBlank()
        ? fault == null ? "no answer" : fault.getClass().getSimpleName()
        : message;
  }

  private static java.net.http.HttpRequest translated(URI uri, HttpRequest request, Duration limit)
      throws IOException {
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(uri)
            .timeout(limit)
            .method(request.method().name(), body(request.body()));
    Headers headers = request.headers();
    for (String name : headers.names()) {
      if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
        headers.values(name).forEach(value -> builder.header(name, value));
      }
    }
    HttpRequestBody body = request.body();
    if (body != null && body.contentType() != null) {
      builder.setHeader("Content-Type", body.contentType());
    }
    return builder.build();
  }

  private static BodyPublisher body(@Nullable HttpRequestBody body) throws IOException {
    if (body == null) {
      return BodyPublishers.noBody();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    body.writeTo(bytes);
    return BodyPublishers.ofByteArray(bytes.toByteArray());
  }

  @Override
  public void close() {
    // The JDK's client ends with its last reference.
  }

  /** A whole answer. */
  private record Answer(java.net.http.HttpResponse<byte[]> answer) implements HttpResponse {

    @Override
    public int statusCode() {
      return answer.statusCode();
    }

    @Override
    public Headers headers() {
      Headers.Builder headers = Headers.builder();
      answer.headers().map().forEach(headers::put);
      return headers.build();
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(answer.body());
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
