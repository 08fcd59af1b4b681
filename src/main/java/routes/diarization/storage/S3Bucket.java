package routes.diarization.storage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/** S3-compatible storage: HEAD, GET and DELETE, signed (Signature Version 4). */
public final class S3Bucket implements Bucket {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofSeconds(280);

  /** Headers that the JDK's client sets itself. */
  private static final Set<String> OWN = Set.of("host", "content-length");

  private final S3Settings settings;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(Redirect.NEVER)
          .build();

  /** Creates it. */
  public S3Bucket(S3Settings settings) {
    this.settings = settings;
  }

  @Override
  public boolean has(String bucket, String key) throws IOException, InterruptedException {
    int status = status(SdkHttpMethod.HEAD, bucket, key);
    if (status != 200 && status != 404) {
      throw new IOException(
          "%s answered %d for bucket %s: check DIARIZATION_S3_ACCESS_KEY, DIARIZATION_S3_SECRET_KEY and what they may read."
              .formatted(settings.endpoint().getHost(), status, bucket));
    }
    return status == 200;
  }

  @Override
  public void fetch(String bucket, String key, Path target, long most)
      throws IOException, InterruptedException {
    WebBucket.save(client, signed(SdkHttpMethod.GET, bucket, key), target, most);
  }

  @Override
  public boolean delete(String bucket, String key) throws IOException, InterruptedException {
    int status = status(SdkHttpMethod.DELETE, bucket, key);
    if (status / 100 != 2 && status != 404) {
      throw new IOException(
          "%s answered %d to the deletion of a track: check what DIARIZATION_S3_ACCESS_KEY may delete."
              .formatted(settings.endpoint().getHost(), status));
    }
    return !has(bucket, key);
  }

  private int status(SdkHttpMethod method, String bucket, String key)
      throws IOException, InterruptedException {
    return client.send(signed(method, bucket, key), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest signed(SdkHttpMethod method, String bucket, String key) {
    String base = settings.endpoint().toString().replaceAll("/+$", "");
    URI uri = URI.create(base + "/" + bucket + "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key));
    SdkHttpRequest request = SdkHttpRequest.builder().uri(uri).method(method).build();
    SignedRequest signed =
        signer.sign(
            sign ->
                sign.identity(
                        AwsCredentialsIdentity.create(settings.accessKey(), settings.secretKey()))
                    .request(request)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, settings.region())
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false));
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri).timeout(LONGEST).method(method.name(), BodyPublishers.noBody());
    signed
        .request()
        .headers()
        .forEach(
            (name, values) -> {
              if (!OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
              }
            });
    return builder.build();
  }
}
