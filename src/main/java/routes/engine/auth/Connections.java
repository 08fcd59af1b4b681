package routes.engine.auth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The connections of a port: so many and no more. One that has shown no good token is a stranger;
 * there are few of them, the oldest gives way to a new one, and none stays for long. So whoever has
 * a token gets in, however many there are who have none. Thread-safe.
 *
 * @param <C> a connection
 */
public final class Connections<C> {
  private final int most;
  private final int mostStrangers;
  private final long patienceNanos;
  private final Consumer<C> closer;
  private final LongSupplier nanos;
  private final Map<C, Long> strangers = new LinkedHashMap<>();
  private final Set<C> known = new HashSet<>();

  /**
   * @param most connections in all
   * @param mostStrangers of them, those without a good token
   * @param patience how long a stranger may stay one
   * @param closer closes a connection; may be called by any thread
   */
  public Connections(int most, int mostStrangers, Duration patience, Consumer<C> closer) {
    this(most, mostStrangers, patience, closer, System::nanoTime);
  }

  Connections(
      int most, int mostStrangers, Duration patience, Consumer<C> closer, LongSupplier nanos) {
    this.most = most;
    this.mostStrangers = mostStrangers;
    this.patienceNanos = patience.toNanos();
    this.closer = closer;
    this.nanos = nanos;
  }

  /** A new one; false, and closed, where there are too many with a good token. */
  public boolean opened(C connection) {
    List<C> closing = new ArrayList<>();
    boolean accepted;
    synchronized (this) {
      if (strangers.size() >= mostStrangers) {
        Iterator<C> oldest = strangers.keySet().iterator();
        closing.add(oldest.next());
        oldest.remove();
      }
      accepted = known.size() + strangers.size() < most;
      if (accepted) {
        strangers.put(connection, nanos.getAsLong());
      } else {
        closing.add(connection);
      }
    }
    closing.forEach(closer);
    return accepted;
  }

  /** It has shown a good token. */
  public synchronized void trust(C connection) {
    if (strangers.remove(connection) != null) {
      known.add(connection);
    }
  }

  public synchronized void closed(C connection) {
    strangers.remove(connection);
    known.remove(connection);
  }

  /** Closes those that have been strangers for too long; to be called now and then. */
  public void sweep() {
    List<C> closing = new ArrayList<>();
    synchronized (this) {
      long now = nanos.getAsLong();
      strangers.forEach(
          (connection, since) -> {
            if (now - since > patienceNanos) {
              closing.add(connection);
            }
          });
      closing.forEach(strangers::remove);
    }
    closing.forEach(closer);
  }

  public synchronized int size() {
    return strangers.size() + known.size();
  }
}
