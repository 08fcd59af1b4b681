package routes.diarization.storage;

import java.net.URI;

/**
 * S3-compatible storage; buckets are the first part of the path.
 *
 * @param endpoint of the storage, without bucket
 * @param region that requests are signed for
 * @param accessKey who asks
 * @param secretKey what proves it
 */
public record S3Settings(URI endpoint, String region, String accessKey, String secretKey) {
  @Override
  public String toString() {
    return "S3Settings[endpoint=%s, region=%s]".formatted(endpoint, region);
  }
}
