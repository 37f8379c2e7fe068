package clinic;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
public class RepairLine {

	@Id
	@GeneratedValue(strategy = GenerationType.IDENTITY)
	private Integer id;

	@ManyToOne(fetch = FetchType.LAZY, optional = false)
	private Repair repair;

	@ManyToOne(optional = false)
	private Part part;

	private int quantity;

	protected RepairLine() {
	}

	public RepairLine(Repair repair, Part part, int quantity) {
		this.repair = repair;
		this.part = part;
		this.quantity = quantity;
	}

	public Integer getId() {
		return this.id;
	}

	public Part getPart() {
		return this.part;
	}

	public int getQuantity() {
		return this.quantity;
	}

}
