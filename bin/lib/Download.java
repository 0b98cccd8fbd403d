import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** For machines with a JDK but neither curl nor wget: {@code java Download.java URL FILE}. */
class Download {
    public static void main(String[] args) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).build();
        String problem;
        try {
            int status = client.send(request, BodyHandlers.ofFile(Path.of(args[1]))).statusCode();
            if (status == 200) {
                return;
            }
            problem = "answered " + status;
        } catch (IOException e) {
            problem = "can't be reached (" + e + ")";
        }
        System.err.println(request.uri().getHost() + " " + problem);
        System.exit(1);
    }
}
