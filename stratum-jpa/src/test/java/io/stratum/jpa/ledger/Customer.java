package io.stratum.jpa.ledger;

import jakarta.persistence.Entity;

/**
 * Who pays an invoice.
 */
@Entity
public class Customer extends Owned {

}
