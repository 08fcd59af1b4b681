package routes.documents.pdf;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDSimpleFont;
import org.apache.pdfbox.pdmodel.font.PDType3CharProc;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/** Whether a character that a page draws is seen, and is the one that the file says it is. */
final class Honesty {

  /** Fainter text is taken for a watermark, or for hidden. */
  private static final float FAINTEST = 0.2f;

  private static final float NARROWEST = 0.15f;

  /** A character's drawing program of fewer bytes sets its width and draws nothing. */
  private static final long SHORTEST_DRAWING = 16;

  private Honesty() {}

  /** Whether the way it is drawn leaves something to see. */
  static boolean drawn(PDGraphicsState state, Matrix matrix, Vector displacement) {
    RenderingMode mode = state.getTextState().getRenderingMode();
    if (!(mode.isFill() || mode.isStroke())) {
      return false;
    }
    double alpha = mode.isFill() ? state.getNonStrokeAlphaConstant() : state.getAlphaConstant();
    boolean squeezed =
        displacement.getX() > 0.05f
            && Math.abs(matrix.getScalingFactorX())
                < NARROWEST * Math.abs(matrix.getScalingFactorY());
    return alpha >= FAINTEST
        && !squeezed
        && state.getSoftMask() == null
        && plain(state.getBlendMode());
  }

  /** Ways of mixing with what lies below that leave dark ink on light paper as it is. */
  private static boolean plain(BlendMode mode) {
    return mode == BlendMode.NORMAL
        || mode == BlendMode.COMPATIBLE
        || mode == BlendMode.MULTIPLY
        || mode == BlendMode.DARKEN;
  }

  /** Whether a font that draws its characters by programs draws anything for this one. */
  static boolean drawn(PDType3Font font, int code) throws IOException {
    PDType3CharProc program = font.getCharProc(code);
    return program != null && program.getCOSObject().getLength() >= SHORTEST_DRAWING;
  }

  /** Whether the character is named otherwise than it is said to read. */
  static boolean misnamed(PDFont font, int code, String text) {
    if (!(font instanceof PDSimpleFont simple) || simple.getEncoding() == null) {
      return false;
    }
    String name = simple.getEncoding().getName(code);
    String named = name == null ? null : simple.getGlyphList().toUnicode(name);
    return named != null
        && named.length() == 1
        && text.length() == 1
        && Character.isLetterOrDigit(named.charAt(0))
        && Character.isLetterOrDigit(text.charAt(0))
        && !named.equalsIgnoreCase(text);
  }
}
