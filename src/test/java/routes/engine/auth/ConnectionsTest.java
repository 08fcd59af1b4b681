package routes.engine.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConnectionsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<Integer> closed = new ArrayList<>();
  private final Connections<Integer> connections =
      new Connections<>(5, 3, Duration.ofSeconds(10), closed::add, nanos::get);

  @Test
  void theOldestStrangerGivesWayToANewOne() {
    for (int i = 1; i <= 5; i++) {
      assertThat(connections.opened(i)).isTrue();
    }
    assertThat(closed).containsExactly(1, 2);
    assertThat(connections.size()).isEqualTo(3);
  }

  @Test
  void whoHasShownATokenStaysHoweverManyCome() {
    connections.opened(1);
    connections.trust(1);
    for (int i = 2; i < 100; i++) {
      assertThat(connections.opened(i)).isTrue();
    }
    assertThat(closed).doesNotContain(1);
    connections.trust(99);
    assertThat(connections.size()).isEqualTo(4);
  }

  @Test
  void thereAreNoMoreThanTheMost() {
    for (int i = 1; i <= 5; i++) {
      connections.opened(i);
      connections.trust(i);
    }
    assertThat(connections.opened(6)).isFalse();
    assertThat(closed).containsExactly(6);
    connections.closed(1);
    assertThat(connections.opened(7)).isTrue();
  }

  @Test
  void aStrangerDoesNotStayForLong() {
    connections.opened(1);
    connections.opened(2);
    connections.trust(2);
    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    connections.opened(3);
    connections.sweep();
    assertThat(closed).isEmpty();
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    connections.sweep();
    assertThat(closed).containsExactly(1);
    nanos.addAndGet(Duration.ofDays(1).toNanos());
    connections.sweep();
    assertThat(closed).containsExactly(1, 3);
  }

  @Test
  void whatWasClosedIsForgotten() {
    connections.opened(1);
    connections.closed(1);
    connections.trust(1);
    assertThat(connections.size()).isZero();
  }
}
