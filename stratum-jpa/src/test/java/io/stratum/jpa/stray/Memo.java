package io.stratum.jpa.stray;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * A memo of which nobody said to whom it belongs.
 */
@Entity
public class Memo {

	@Id
	private Long id;

}
