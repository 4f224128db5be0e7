package io.github.lokiline.samples.orders;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to the bank: most cards are charged, some are declined, and some time out. Thread-safe. */
final class Payments {

    /** A card that the bank declines. */
    static final String EMPTY_CARD = "card-empty";

    /** A card whose bank does not respond. */
    static final String CARD_OF_DEAD_BANK = "card-dead-bank";

    private static final Logger log = LoggerFactory.getLogger(Payments.class);

    /**
     * Charges a card.
     *
     * @throws RefusedException (402) if the card is declined, (502) if the bank does not respond
     */
    void charge(String card, long cents) {
        try {
            askBank(card);
        } catch (IOException e) {
            throw new RefusedException(502, "the payment could not be made", e);
        }
        log.atInfo().addKeyValue("cents", cents).log("card charged");
    }

    private static void askBank(String card) throws IOException {
        switch (card) {
            case EMPTY_CARD -> throw new RefusedException(402, "the card was declined");
            case CARD_OF_DEAD_BANK -> throw new IOException("the bank hung up");
            default -> {
                // Charged.
            }
        }
    }
}
