package routes.diarization.notify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to tell, and how.
 *
 * @param webhook the address of runs that name none
 * @param secret what webhooks are signed with
 * @param hosts that runs may name in their webhook, besides the one above
 * @param zulip the Zulip server
 * @param insideHosts whether any of them may be of a private network
 */
public record NotifySettings(
    @Nullable String webhook,
    @Nullable String secret,
    List<String> hosts,
    @Nullable ZulipSettings zulip,
    boolean insideHosts) {

  /** Copies the list. */
  public NotifySettings {
    hosts = List.copyOf(hosts);
  }

  /**
   * A Zulip server and a bot of it.
   *
   * @param url of the server
   * @param email of the bot
   * @param key of the bot
   * @param stream that is written to
   */
  public record ZulipSettings(String url, String email, String key, String stream) {
    @Override
    public String toString() {
      return "ZulipSettings[url=%s, stream=%s]".formatted(url, stream);
    }
  }

  @Override
  public String toString() {
    return "NotifySettings[webhook=%s]".formatted(webhook == null ? "none" : "set");
  }
}
