/** Tests of what brings the services to where they run: the Helm chart and the container images. */
@NullMarked
package io.tailrace.deploy;

import org.jspecify.annotations.NullMarked;
