package routes.lending.application;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The states, the federal district and the territories, by postal code and by name. */
public final class UsStates {
  private static final String ALL =
      """
      AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, \
      DE Delaware, DC District of Columbia, FL Florida, GA Georgia, HI Hawaii, ID Idaho, \
      IL Illinois, IN Indiana, IA Iowa, KS Kansas, KY Kentucky, LA Louisiana, ME Maine, \
      MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota, MS Mississippi, MO Missouri, \
      MT Montana, NE Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey, NM New Mexico, \
      NY New York, NC North Carolina, ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, \
      PA Pennsylvania, RI Rhode Island, SC South Carolina, SD South Dakota, TN Tennessee, \
      TX Texas, UT Utah, VT Vermont, VA Virginia, WA Washington, WV West Virginia, \
      WI Wisconsin, WY Wyoming, PR Puerto Rico, GU Guam, VI Virgin Islands, \
      AS American Samoa, MP Northern Mariana Islands""";

  private static final Map<String, String> CODES = codes();
  private static final Set<String> ALL_CODES = Set.copyOf(CODES.values());

  private UsStates() {}

  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String state : ALL.split(", ", -1)) {
      String code = state.substring(0, 2);
      codes.put(code.toLowerCase(Locale.ROOT), code);
      codes.put(state.substring(3).toLowerCase(Locale.ROOT), code);
    }
    return Map.copyOf(codes);
  }

  /** Whether a text is a postal code as {@link #code} gives it. */
  public static boolean isCode(String text) {
    return ALL_CODES.contains(text);
  }

  /** The postal code of a state given by code or name; absent if it is none. */
  public static @Nullable String code(String text) {
    return CODES.get(text.strip().toLowerCase(Locale.ROOT));
  }
}
