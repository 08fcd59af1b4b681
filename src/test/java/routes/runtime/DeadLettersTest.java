package routes.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLettersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "guarantors[0].fico_score is \"712 Jane Private\": send a number. | guarantors[0].fico_score is …: send a number.",
        "loan.amount is -5: send more than 0. | loan.amount is -5: send more than 0.",
        "account is 123456789: send a text. | account is …: send a text.",
        "lender_id '7' is no id: send the UUID. | lender_id … is no id: send the UUID.",
        "The event is empty: send a JSON object. | The event is empty: send a JSON object.",
      })
  void saysWhichFieldAndNotWhatMayBeSomebodys(String reason, String told) {
    assertThat(DeadLetters.withoutValues(reason)).isEqualTo(told);
  }
}
