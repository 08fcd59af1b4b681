package routes.openai;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Takes an answer's bytes up to a bound, and then hangs up. */
final class LimitedBody implements BodySubscriber<byte[]> {

  private final BodySubscriber<byte[]> inner;
  private final int most;
  private long taken;
  private @Nullable Subscription subscription;

  LimitedBody(BodySubscriber<byte[]> inner, int most) {
    this.inner = inner;
    this.most = most;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    inner.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      taken += buffer.remaining();
    }
    if (taken > most) {
      if (subscription != null) {
        subscription.cancel();
      }
      inner.onError(new IOException("the answer has more than %,d bytes".formatted(most)));
    } else {
      inner.onNext(buffers);
    }
  }

  @Override
  public void onError(Throwable fault) {
    inner.onError(fault);
  }

  @Override
  public void onComplete() {
    if (taken <= most) {
      inner.onComplete();
    }
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return inner.getBody();
  }
}
