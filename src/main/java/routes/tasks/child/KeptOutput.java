package routes.tasks.child;

/** The beginning and the end of a long text. Not thread-safe. */
final class KeptOutput {
  private final int head;
  private final int tail;
  private final StringBuilder begin = new StringBuilder();
  private final StringBuilder end = new StringBuilder();
  private long dropped;

  /** Keeps so many characters: a quarter from the beginning, the rest from the end. */
  KeptOutput(int keep) {
    this.head = keep / 4;
    this.tail = keep - head;
  }

  void add(String text) {
    int room = Math.min(head - begin.length(), text.length());
    begin.append(text, 0, room);
    end.append(text, room, text.length());
    // Cut seldom: each cut moves what stays.
    if (end.length() > 2 * tail) {
      cut();
    }
  }

  private void cut() {
    int over = end.length() - tail;
    if (over > 0) {
      end.delete(0, over);
      dropped += over;
    }
  }

  String text() {
    cut();
    return dropped == 0
        ? begin.toString() + end
        : begin + "\n… %,d characters are left out …\n".formatted(dropped) + end;
  }
}
