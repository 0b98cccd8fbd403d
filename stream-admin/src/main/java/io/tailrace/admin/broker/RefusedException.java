package io.tailrace.admin.broker;

/** The server answered with an error. */
public final class RefusedException extends BrokerException {

    private final int errorCode;

    /**
     * @param errorCode the {@code err_code} of server/errors.json
     * @param description the server's own words
     */
    public RefusedException(int errorCode, String description) {
        super(description);
        this.errorCode = errorCode;
    }

    public int errorCode() {
        return errorCode;
    }

    /** The server's own words. */
    public String description() {
        return String.valueOf(getMessage());
    }
}
