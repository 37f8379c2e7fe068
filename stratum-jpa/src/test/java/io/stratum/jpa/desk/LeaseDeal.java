package io.stratum.jpa.desk;

import jakarta.persistence.Entity;

/**
 * A deal over some months.
 */
@Entity
public class LeaseDeal extends Deal {

	private int months;

	protected LeaseDeal() {
	}

	public LeaseDeal(String title, int months) {
		super(title);
		this.months = months;
	}

}
