package io.stratum.jpa.ledger;

import io.stratum.jpa.GlobalData;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * A currency, the same for all tenants.
 */
@Entity
@Table(schema = "public")
@GlobalData("ISO 4217 is the same for everybody")
public class Currency {

	@Id
	private String code;

	protected Currency() {
	}

	public Currency(String code) {
		this.code = code;
	}

}
