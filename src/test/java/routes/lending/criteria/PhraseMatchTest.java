package routes.lending.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import routes.lending.application.Phrases;

class PhraseMatchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Construction             | Construction                  | TRUE
          construction             | CONSTRUCTION                  | TRUE
          Construction company     | Construction                  | TRUE
          Trucking                 | Trucking (Local & Long Haul)  | TRUE
          Long Haul Trucking       | Trucking                      | TRUE
          Trucking - long haul     | Trucking                      | TRUE
          Oil & Gas                | Petroleum Industry (Oil/Gas)  | TRUE
          Oil and gas extraction   | Petroleum Industry (Oil/Gas)  | UNKNOWN
          Gas station              | Petroleum Industry (Oil/Gas)  | UNKNOWN
          Church                   | Churches/Non-profits          | TRUE
          Nail salon               | Nail Salons                   | TRUE
          Medical                  | Fad Medical                   | UNKNOWN
          Furniture manufacturing  | Furniture                     | UNKNOWN
          Electrical contractor    | Electric Vehicles             | FALSE
          Vehicles                 | Electric Vehicles             | UNKNOWN
          Excavator                | Copiers                       | FALSE
          Boat                     | Aircrafts/Boats               | TRUE
          ATM                      | ATMs                          | TRUE
          Logging                  | Logging Equipment             | TRUE
          Local delivery           | Trucking (Local & Long Haul)  | UNKNOWN
          Bakery                   | Bakeries                      | TRUE
          Gas                      | Glass                         | FALSE
          """)
  void tellsWhetherANameFallsUnderAnEntry(String actual, String entry, Truth expected) {
    assertThat(PhraseMatch.fallsUnder(Phrases.of(actual), Phrases.of(entry))).isEqualTo(expected);
  }
}
