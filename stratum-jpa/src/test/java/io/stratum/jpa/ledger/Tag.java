package io.stratum.jpa.ledger;

import jakarta.persistence.Entity;

/**
 * A word that invoices are found by.
 */
@Entity
public class Tag extends Owned {

}
